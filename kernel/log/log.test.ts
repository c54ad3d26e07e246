import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { Fault } from '../model/fault.ts'
import { cleanText } from './clean-text.ts'
import { safeLog } from './safe-log.ts'

test('words are cleaned of what leads to a person or opens something, and of nothing else', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['550 no such user ada.lovelace@example.com', '550 no such user (mail)'],
    ['陈静@邮件.中国 拒收', '(mail) 拒收'],
    ['called +86 138 1234 5678 and 0571-8600 0002', 'called (number) and (number)'],
    ['open https://crm.example/set-password?token=abc now', 'open https://crm.example/… now'],
    ['postgres://u:geheim@db:5432/x', 'postgres://db:5432/…'],
    ['key zhk_abc123 of 7cKfQ2LmZ9xRt4VbN8sWp1Yd', 'key (key) of (key)'],
    ['Server listening at http://127.0.0.1:3000', 'Server listening at http://127.0.0.1:3000'],
    ['at 2026-11-28T15:52:09.949Z from 192.168.100.200', 'at 2026-11-28T15:52:09.949Z from 192.168.100.200'],
    ['run 01a222db-57b8-70ff-8141-e94f70907f2c of w_test.contact', 'run 01a222db-57b8-70ff-8141-e94f70907f2c of w_test.contact'],
    ['index i_account_province_2a91bc took 1234 ms', 'index i_account_province_2a91bc took 1234 ms'],
  ]
  for (const [text, cleaned] of cases) assert.equal(cleanText(text), cleaned)
})

test('whatever is handed to a log, errors tell what they are and where they came from, not whose data they had', () => {
  const lines: string[] = []
  const log = pino({ ...safeLog, level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const broken = Object.assign(new Error('duplicate key value of Lovelace'), {
    code: '23505',
    routine: '_bt_check_unique',
    detail: 'Key (email)=(Lovelace) already exists.',
    where: 'COPY line 3: "Lovelace"',
    constraint: 'u_member_email',
  })
  log.error({ err: broken, deep: { list: [broken, { password: 'Lovelace' }] } }, 'unexpected')
  log.error(
    new Fault('kernel.stale', { now: { name: 'Lovelace' } }, [{ path: 'name', code: 'kernel.bad-value', details: { text: 'Lovelace' } }]),
  )
  log
    .child({ reqId: 'r1' })
    .warn({ err: new TypeError('failed', { cause: new SyntaxError(`Unexpected token in "Lovelace"`) }) }, 'sent to Lovelace@example.com')
  log.info({ link: 'Lovelace', headers: { cookie: 'Lovelace' }, secret: 'Lovelace' }, 'told %s', 'Lovelace@example.com')
  const all = lines.join('')
  assert.equal(lines.length, 4)
  assert.ok(!all.includes('Lovelace'), all)
  for (const part of [
    'u_member_email',
    '23505',
    'kernel.stale',
    'name: kernel.bad-value',
    'SyntaxError',
    '"reqId":"r1"',
    '(mail)',
    'log.test.ts',
  ])
    assert.ok(all.includes(part), `${part} in ${all}`)
})
