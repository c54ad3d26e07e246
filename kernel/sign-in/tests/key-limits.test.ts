import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '../../db/sql.ts'
import { askWith, openSpecimen } from '../../http/tests/open-specimen.ts'

const { app, accounts, database, signIn } = await openSpecimen()
const manager = await signIn('manager')
const keyOf = async (wish: object, who = manager) => {
  const made = await who.ask('POST', '/api/v1/keys', { name: 'key', ...wish })
  assert.equal(made.statusCode, 201, made.body)
  return { id: made.json().id as string, ask: askWith(app, { authorization: `Bearer ${made.json().key}` }) }
}
const { id: firm } = (await manager.ask('POST', '/api/v1/firms', { name: 'Acme', stage: 'open' })).json()
const { id: visit } = (await manager.ask('POST', '/api/v1/visits', { subject: 'First', firm })).json()

test('a key for reading writes on no road', async () => {
  const { ask } = await keyOf({ verbs: ['read'] })
  for (const path of ['/firms', `/firms/${firm}`, '/search?q=Acme', `/firms/${firm}/history`, '/meta', '/session'])
    assert.equal((await ask('GET', `/api/v1${path}`)).statusCode, 200, path)
  assert.equal((await ask('POST', '/api/v1/firms/aggregate', { measures: { n: 'count' } })).statusCode, 200)
  const filter = encodeURIComponent('{"name":"Acme"}')
  const sets = (await manager.ask('GET', '/api/v1/change-sets')).json().rows as { id: string }[]
  const writes = [
    ['POST', '/firms', { name: 'No' }],
    ['PATCH', `/firms/${firm}`, { name: 'No' }],
    ['DELETE', `/firms/${firm}`],
    ['PATCH', `/firms?filter=${filter}&expect=1`, { name: 'No' }],
    ['DELETE', `/firms?filter=${filter}&expect=1`],
    ['POST', `/firms/${firm}/close`, { stage: 'won' }],
    ['POST', '/actions/trade.close', { firm, stage: 'won' }],
    ['POST', `/firms/${firm}/restore`],
    ['POST', `/change-sets/${sets[0]!.id}/undo`, {}],
    ['POST', '/keys', { name: 'child' }],
    ['DELETE', '/sessions'],
    ['PATCH', '/session', { locale: 'en' }],
  ] as const
  for (const [method, path, body] of writes) {
    const answer = await ask(method, `/api/v1${path}`, body)
    assert.ok([403, 404].includes(answer.statusCode), `${method} ${path}: ${answer.statusCode} ${answer.body}`)
  }
  assert.deepEqual((await manager.ask('GET', `/api/v1/firms/${firm}`)).json().name, 'Acme')
})

test('a key for one object reaches nothing of another, by no road', async () => {
  const { ask } = await keyOf({ objects: ['visit'] })
  assert.equal((await ask('GET', `/api/v1/visits/${visit}`)).json().subject, 'First')
  assert.deepEqual((await ask('GET', `/api/v1/visits/${visit}`)).json().firm, { id: null, title: null, hidden: true })
  for (const path of ['/firms', `/firms/${firm}`, `/firms/${firm}/history`])
    assert.ok([403, 404].includes((await ask('GET', `/api/v1${path}`)).statusCode), path)
  assert.ok(!(await ask('GET', '/api/v1/search?q=Acme')).body.includes('Acme'))
  assert.ok(!(await ask('GET', '/api/v1/change-sets')).body.includes('Acme'))
  const byFirm = encodeURIComponent('{"firm.name":"Acme"}')
  assert.ok(!(await ask('GET', `/api/v1/visits?filter=${byFirm}`)).body.includes('First'))
  const grouped = await ask('POST', '/api/v1/visits/aggregate', { by: ['firm.name'], measures: { n: 'count' } })
  assert.ok(!grouped.body.includes('Acme'), grouped.body)
  assert.ok(!(await ask('GET', '/api/v1/meta')).body.includes('"firms"'))
  assert.ok(!(await ask('GET', '/api/v1/openapi.json')).body.includes('/firms'))
  assert.equal((await ask('PATCH', `/api/v1/visits/${visit}`, { subject: 'Second' })).statusCode, 200)
})

test('what one key may see is not told to another, nor to the person', async () => {
  const { ask } = await keyOf({ objects: ['visit'] })
  assert.ok(!(await ask('GET', '/api/v1/meta')).body.includes('"firms"'))
  assert.ok((await manager.ask('GET', '/api/v1/meta')).body.includes('"firms"'))
  const administrator = await signIn('administrator')
  const limited = await keyOf({ objects: ['visit'] }, administrator)
  const sets = (await limited.ask('GET', '/api/v1/change-sets?limit=500')).json().rows as { counts: object }[]
  assert.ok(
    sets.every(({ counts }) => Object.keys(counts).every((name) => name === 'visit')),
    JSON.stringify(sets),
  )
})

test('a key never does more than its person', async () => {
  const rep = await signIn('rep')
  const { ask } = await keyOf({ verbs: ['read', 'create', 'update', 'remove', 'export', 'import', 'act'] }, rep)
  assert.equal((await ask('GET', `/api/v1/firms/${firm}`)).statusCode, 404)
})

test('a key ends when its time is over', async () => {
  const soon = new Date(Date.now() + 60_000).toISOString()
  const { id, ask } = await keyOf({ expiresAt: soon })
  assert.equal((await ask('GET', '/api/v1/firms')).statusCode, 200)
  // A second ago: the server asks in whole milliseconds, and the database's now() may lie behind the same one.
  await database.control.query(sql`UPDATE control.api_key SET expires_at = now() - interval '1 second' WHERE id = ${id}`)
  await accounts.forget({ keyId: id })
  assert.equal((await ask('GET', '/api/v1/firms')).statusCode, 401)
  for (const wish of [{ expiresAt: '2020-01-01T00:00:00Z' }, { verbs: ['everything'] }, { objects: ['nothing'] }, { objects: 'firm' }])
    assert.equal((await manager.ask('POST', '/api/v1/keys', { name: 'bad', ...wish })).statusCode, 400, JSON.stringify(wish))
})

test('administrators see all keys, never their text, and revoke them at once', async () => {
  const administrator = await signIn('administrator')
  const { id, ask } = await keyOf({ verbs: ['read'] })
  await ask('GET', '/api/v1/firms')
  const rows = (await administrator.ask('GET', '/api/v1/keys/all')).json().rows as Record<string, unknown>[]
  const mine = rows.find((row) => row.id === id)!
  assert.deepEqual([mine.memberId, mine.limits, mine.usedFrom], [manager.id, { verbs: ['read'] }, '127.0.0.1'])
  assert.equal((await manager.ask('GET', '/api/v1/keys/all')).statusCode, 403)
  assert.equal((await manager.ask('DELETE', `/api/v1/keys/all/${id}`)).statusCode, 403)
  assert.equal((await administrator.ask('DELETE', `/api/v1/keys/all/${id}`)).statusCode, 204)
  assert.equal((await ask('GET', '/api/v1/firms')).statusCode, 401)
})
