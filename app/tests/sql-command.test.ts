import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { member, system } from '#kernel'
import { readConfig } from '../config.ts'
import { startServer } from '../server.ts'
import { runZhike } from './run-zhike.ts'

const folder = await mkdtemp(join(tmpdir(), 'zhike-sql-'))
// The database may run as another user, who has to pass through.
await chmod(folder, 0o711)
after(() => rm(folder, { recursive: true, force: true }))
const env = { ZHIKE_DATA: join(folder, 'data') }

const zhike = (...args: string[]) => runZhike(env, args)

before(async () => {
  const server = await startServer(readConfig({ ...env, PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off' }), { onEnd: assert.fail })
  try {
    const { engine, accounts } = server.installation
    const workspace = await engine.createWorkspace({ slug: 'acme', name: 'Acme', locale: 'en', currency: 'CNY', timeZone: 'Asia/Shanghai' })
    const session = { workspace, actor: system('people of a test') }
    const people = [
      { name: 'Ben', email: 'ben@acme.example', roles: ['rep' as const] },
      { name: 'Ida', email: 'ida@acme.example', roles: ['rep' as const] },
    ]
    await engine.work(session, { via: 'command' }, (work) => work.create(member, people))
    const key = await accounts.createKey({ workspace: 'acme', email: 'ben@acme.example' })
    const post = async (path: string, body: object) => {
      const answer = await fetch(`${server.address}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      assert.equal(answer.status, 201, await answer.text())
    }
    const large = { filter: { amount: { gte: 50_000 } }, sort: '-amount', columns: 'name,amount' }
    await post('/meta/views', { object: 'opportunity', name: 'Large deals', body: large })
    const figures = { draw: 'bar', by: [{ field: 'stage' }], figures: [{ key: 'n', measure: 'count' }] }
    await post('/own-reports', { name: 'Deals by stage', object: 'opportunity', body: figures })
  } finally {
    await server.close()
  }
})

test('a kept view and an own report are explained as the person may ask them, with the plan', async () => {
  const view = await zhike('sql', '--explain', 'Large deals', '--email', 'ben@acme.example', '--workspace', 'acme')
  assert.equal(view.code, 0, view.complaint)
  assert.match(view.out, /^-- view “Large deals” of opportunity, as ben@acme\.example/)
  assert.match(view.out, /SELECT[\s\S]*"opportunity"/)
  assert.match(view.out, /access/, 'rights are part of the statement')
  assert.match(view.out, /-- \$\d+ = "?50000/)
  assert.match(view.out, /-- .*\(cost=/)
  const report = await zhike('sql', '--explain', 'Deals by stage', '--email', 'ben@acme.example', '--workspace', 'acme', '--json')
  assert.equal(report.code, 0, report.complaint)
  const told = JSON.parse(report.out)
  assert.deepEqual([told.kind, told.object, told.questions.length], ['report', 'opportunity', 1])
  assert.match(told.questions[0].sql, /GROUP BY/)
  assert.ok(told.questions[0].plan.length > 1)
})

test('what the person may not read is not explained as him, and wrong use says what is missing', async () => {
  const other = await zhike('sql', '--explain', 'Large deals', '--email', 'ida@acme.example', '--workspace', 'acme')
  assert.equal(other.code, 1, other.out)
  assert.equal(other.out, '')
  const nobody = await zhike('sql', '--explain', 'Large deals', '--email', 'nobody@acme.example', '--workspace', 'acme')
  assert.equal(nobody.code, 1)
  assert.equal((await zhike('sql', '--explain', 'Large deals')).code, 2)
  assert.equal((await zhike('sql', 'Large deals', '--email', 'ben@acme.example')).code, 2)
})
