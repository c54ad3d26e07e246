import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { member, system } from '#kernel'
import { cloneDatabase, testSecret, totpOf } from '#kernel/testing'
import { readConfig } from '../config.ts'
import { openLog } from '../logging.ts'
import { modules } from '../modules.ts'
import { startServer } from '../server.ts'

/*
 * What people do in a day, and what goes wrong in it, with the log at its most talkative. Everything that must not stand there is put on a list on the way;
 * at the end the log is looked through for all of it.
 */

const lines: string[] = []
const clone = await cloneDatabase(modules, 'en')
const dataDir = await mkdtemp(join(tmpdir(), 'zhike-log-'))
// The keys of the workspace were made under the secret of the template.
const env = { PORT: '0', ZHIKE_WEB: 'off', ZHIKE_DATA: dataDir, DATABASE_URL: clone.url, ZHIKE_SECRET: testSecret }
const server = await startServer(readConfig(env), {
  onEnd: assert.fail,
  log: openLog('trace', { write: (line) => void lines.push(line) }),
})
const database = new pg.Client({ connectionString: clone.url })
await database.connect()
after(async () => {
  await database.end()
  await server.close()
  await clone.drop()
  await rm(dataDir, { recursive: true, force: true })
})
const { engine, accounts } = server.installation
const workspace = await engine.workspace('test')

const never = new Set<string>()
/** Remembers what must not stand in the log, as it is and as it stands in an address. */
const keep = <T extends string>(text: T): T => {
  for (const form of [text, encodeURIComponent(text), text.replaceAll(' ', '')]) never.add(form)
  return text
}
const password = keep('a rather long word nobody knows')
const mail = { ada: keep('ada.lovelace@example.com'), bob: keep('bob.builder@example.org'), customer: keep('zhao.qiming@huarui.example') }
const phones = ['+8613812345678', '13812345678', '138 1234 5678', '0571-8600 0002'].map(keep)

type Answer = Readonly<{ status: number; cookie: string; text: string; body: Record<string, never> & { id: string } }>
let cookie = ''
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const isForm = body instanceof FormData
  const answer = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: {
      'x-zhike': '1',
      ...(cookie ? { cookie } : {}),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]!)
  for (const one of cookies) if ((one.split('=')[1] ?? '').length > 10) keep(one.split('=')[1]!)
  let parsed: unknown = {}
  try {
    parsed = JSON.parse(text)
  } catch {
    parsed = {}
  }
  return { status: answer.status, cookie: cookies.join('; '), text, body: parsed as never }
}
const good = async (...call: Parameters<typeof ask>): Promise<Answer> => {
  const answer = await ask(...call)
  assert.ok(answer.status < 400, `${call[0]} ${call[1]} → ${answer.status} ${answer.text}`)
  return answer
}
/** Links of the letters that no mail server took. */
async function letters(count: number): Promise<string> {
  for (const end = Date.now() + 20_000; ; await pause(50)) {
    const names = await readdir(join(dataDir, 'letters')).catch(() => [])
    if (names.length >= count) {
      const texts = await Promise.all(names.sort().map((name) => readFile(join(dataDir, 'letters', name), 'utf8')))
      const links = texts.flatMap((text) => text.match(/https?:\/\/\S+/g) ?? [])
      for (const link of links) for (const piece of [link, new URL(link).search.slice(1).split('=').at(-1)!]) if (piece) keep(piece)
      return links.at(-1)!
    }
    assert.ok(Date.now() < end, 'no letter came')
  }
}

before(async () => {
  const [row] = await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name: 'Ada', email: mail.ada, roles: ['administrator'] as never }]),
  )
  await accounts.createUserWithMember({ workspace, memberId: String(row!.id), name: 'Ada', email: mail.ada, password })
})

test('coming in: wrong and right, a forgotten password, an invitation, codes, keys, a provider', async () => {
  await ask('POST', '/session', { email: mail.ada, password: keep('not the word at all, sorry') })
  await ask('POST', '/session', { email: keep('nobody@nowhere.example'), password })
  await ask('POST', '/session', `{"email":"${mail.ada}","password":"${password}`)
  cookie = (await good('POST', '/session', { email: mail.ada, password })).cookie
  await good('POST', '/password/forgot', { email: mail.ada })
  const link = await letters(1)
  await ask('POST', '/password/reset', { token: keep('kD93jfLq0sPz81mNbV72xCy6'), password: keep('another long word, also unknown') })
  await good('POST', '/invitations', { name: 'Bob', email: mail.bob, roles: ['rep'], phone: phones[0] })
  const invitation = await letters(2)
  assert.notEqual(link, invitation)
  const token = new URL(invitation).searchParams.get('token') ?? new URL(invitation).pathname.split('/').at(-1)!
  await ask('GET', `/invitation?token=${token}`)
  await ask('POST', '/invitation/accept', { token, password: keep('short') })
  const begun = await good('POST', '/second-factor', { password })
  const { uri, recoveryCodes } = begun.body as unknown as { uri: string; recoveryCodes: string[] }
  for (const piece of [uri, new URL(uri).searchParams.get('secret')!, ...recoveryCodes]) keep(piece)
  await ask('POST', '/second-factor/finish', { code: '000000' })
  cookie = (await good('POST', '/second-factor/finish', { code: totpOf(uri, Date.now() - 30_000) })).cookie || cookie
  const key = keep(String((await good('POST', '/keys', { name: 'A program' })).body.key))
  await good('GET', '/accounts', undefined, { authorization: `Bearer ${key}`, cookie: '' })
  await ask('GET', '/accounts', undefined, { authorization: `Bearer ${keep('zhk_thisIsNoKeyAtAll0123456789abcdef')}`, cookie: '' })
  const { id } = (await good('POST', '/identity-providers', { name: 'Firm', issuer: 'http://127.0.0.1:9', clientId: 'zhike' })).body
  await good('POST', `/identity-providers/${id}/client/secret`, { secret: keep('the client secret of the firm') })
  await ask('POST', `/identity-providers/${id}/client/try`)
  await ask('POST', `/session/providers/${id}`)
})

test('work: encrypted fields, files with bad rows, searches, bodies that make no sense', async () => {
  const payee = {
    name: 'payee',
    labels: { en: 'Payee' },
    title: 'name',
    fields: { name: { kind: 'text', required: true }, account: { kind: 'secret', shows: 4, unique: true } },
  }
  await good('POST', '/meta/objects', payee)
  const account = keep('6222 0210 0111 4321')
  const made = await good('POST', '/payees', { name: 'Acme', account })
  await good('POST', `/payees/${made.body.id}/reveal`, { field: 'account' })
  assert.equal((await ask('POST', '/payees', { name: 'Again', account })).status, 409)
  await good('GET', `/payees?filter=${encodeURIComponent(JSON.stringify({ account }))}`)
  await ask('POST', '/payees', { name: 'Long', account: keep('9'.repeat(300)) })
  await good('POST', '/contacts', { name: 'Zhao', mobile: phones[1], email: mail.customer })
  for (const words of [mail.customer, phones[1]!, phones[2]!]) {
    await good('GET', `/search?q=${encodeURIComponent(words)}`)
    await good('GET', `/contacts?q=${encodeURIComponent(words)}`)
  }
  await good('GET', `/contacts?filter=${encodeURIComponent(JSON.stringify({ mobile: phones[0] }))}`)
  await ask('GET', `/contacts?filter=${encodeURIComponent(`{"email":"${mail.customer}`)}`)
  await ask('POST', '/contacts', `{"email":"${mail.customer}","mobile":"${phones[3]}",`)
  await ask('POST', '/contacts', { name: 'X', mobile: { number: phones[3] }, [mail.bob]: 1 })
  await ask('PATCH', `/contacts/${mail.customer}`, { mobile: phones[3] })
  const form = new FormData()
  form.set('object', 'contact')
  form.set('map', JSON.stringify({ columns: { name: 'name', mail: 'email', phone: 'mobile', birthday: 'birthday' } }))
  const rows = [
    `Zhao,${mail.customer},${phones[1]},1980-01-01`,
    `Qian,no mail at all,${phones[3]},yesterday`,
    `,${mail.bob},x${'1'.repeat(80)},`,
  ]
  form.set('file', new Blob([`name,mail,phone,birthday\n${rows.join('\n')}\n`]), `${mail.customer}.csv`)
  const run = await good('POST', '/imports', form)
  for (const end = Date.now() + 30_000; ; await pause(50)) {
    const { body } = (await good('GET', `/imports/${run.body.id}`)) as unknown as { body: { state: string; counts: { failed: number } } }
    if (!['queued', 'running'].includes(body.state)) {
      assert.ok(body.counts.failed > 0, JSON.stringify(body))
      break
    }
    assert.ok(Date.now() < end, 'the import did not end')
  }
  await ask('GET', `/imports/${run.body.id}/failed.csv`)
})

test('what breaks in the server: the database repeats values in its complaints, the log does not', async () => {
  const table = 'w_test.contact'
  await database.query(`ALTER TABLE ${table} ADD CONSTRAINT odd_check CHECK (name <> 'Broken')`)
  await database.query(`CREATE FUNCTION w_test.complain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.name = 'Raised' THEN RAISE EXCEPTION 'no % and no %', new.email, new.mobile; END IF;
    IF new.name = 'Unreadable' THEN PERFORM new.email::uuid; END IF; RETURN new; END $$`)
  await database.query(`CREATE TRIGGER complain BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION w_test.complain()`)
  const before = lines.length
  for (const name of ['Broken', 'Raised', 'Unreadable']) {
    const answer = await ask('POST', '/contacts', { name, mobile: phones[0], email: mail.customer })
    assert.ok(answer.status >= 400, answer.text)
    assert.ok(!answer.text.includes(mail.customer), answer.text)
  }
  await database.query(`DROP TRIGGER complain ON ${table}`)
  await database.query('DROP FUNCTION w_test.complain')
  await database.query('ALTER TABLE w_test.lead RENAME TO lead_away')
  assert.equal((await ask('GET', `/leads?q=${encodeURIComponent(mail.customer)}`)).status, 500)
  await database.query('ALTER TABLE w_test.lead_away RENAME TO lead')
  const told = lines.slice(before).filter((line) => line.includes('"unexpected"'))
  assert.ok(told.length >= 3, lines.slice(before).join(''))
  const errors = told.map(
    (line) => JSON.parse(line) as { err: { code: string; type: string; stack: string; message?: string }; route: string },
  )
  for (const { err, route } of errors)
    assert.ok(err.stack.startsWith('at ') && route.startsWith('/api/v1/') && err.code, JSON.stringify(err))
  assert.match(errors.at(-1)!.err.message ?? '', /relation .*lead.* does not exist/, 'what names nothing but the code is told')
})

test('nothing of all that stands in the log, which has told of every call', async () => {
  await server.installation.audit.flush()
  const all = lines.join('')
  assert.ok(lines.length > 40 && all.includes('"route":"/api/v1/:plural"'), `${lines.length} lines`)
  assert.ok(never.size > 40, `${never.size} things looked for`)
  const found = [...never].filter((text) => all.includes(text) || all.includes(JSON.stringify(text).slice(1, -1)))
  assert.deepEqual(found, [], found.map((text) => lines.find((line) => line.includes(text))).join(''))
})
