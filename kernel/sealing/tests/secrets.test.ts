import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openBulk } from '../../bulk/open-bulk.ts'
import { sql } from '../../db/sql.ts'
import { openEngine } from '../../engine.ts'
import { openSpecimen, trade } from '../../http/tests/open-specimen.ts'
import { runImportFile } from '../../imports/import-file.ts'
import type { Catalog } from '../../model/catalog.ts'
import { scopeOf } from '../../records/open-work.ts'
import { testSecret } from '../../testing/server.ts'
import { silentLive } from '../../testing/silent-live.ts'
import { openSealing } from '../open-sealing.ts'
import { revealValue } from '../reveal.ts'

const specimen = await openSpecimen()
const { audit, database, engine, withKey } = specimen
const admin = await withKey('administrator')
const { ask } = admin
const workspace = await engine.workspace('test')
const sealing = openSealing({ database, engine, audit, secret: testSecret })
const quiet = { info() {}, warn() {}, error() {} }
const table = () => sql.id(workspace.schema, 'x_payee')
const account = '6222 0210 0111 4321'
const digits = account.replaceAll(' ', '')

type Row = Record<string, unknown> & { id: string; version: number }
const payee = {
  name: 'payee',
  labels: { en: 'Payee' },
  title: 'name',
  grants: { rep: { read: 'all', create: true, update: 'all' } },
  fields: {
    name: { kind: 'text', required: true, labels: { en: 'Name' } },
    account: { kind: 'secret', shows: 4, unique: true, labels: { en: 'Account' } },
    passport: { kind: 'secret', labels: { en: 'Passport' } },
  },
}
const defined = await ask('POST', '/api/v1/meta/objects', payee)
assert.equal(defined.statusCode, 201, defined.body)
const make = async (row: object): Promise<Row> => {
  const answer = await ask('POST', '/api/v1/payees', row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json() as Row
}
const read = async (id: string): Promise<Row> => (await ask('GET', `/api/v1/payees/${id}`)).json() as Row
const reveal = (id: string, field = 'account', who = admin) => who.ask('POST', `/api/v1/payees/${id}/reveal`, { field })
const told = async (id: string, field = 'account') => (await reveal(id, field)).json().value as unknown
const listed = async (filter: object): Promise<string[]> =>
  ((await ask('GET', `/api/v1/payees?filter=${encodeURIComponent(JSON.stringify(filter))}`)).json().rows as Row[]).map(({ id }) => id)
const history = async (id: string) =>
  (await ask('GET', `/api/v1/payees/${id}/history`)).json().rows as {
    id: string
    changeSet: string
    changes: { field: string; old: unknown; new: unknown }[]
  }[]

/** Every text of every table of the workspace, as one. */
async function everything(): Promise<string> {
  const tables = await database.control.query(
    sql`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ${workspace.schema}::text AND c.relkind = 'r'`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await database.control.query(sql`SELECT to_jsonb(t)::text AS row FROM ${sql.id(workspace.schema, String(name))} t`)
    texts.push(...rows.map(({ row }) => String(row)))
  }
  return texts.join('\n')
}

test('answers show a mask with as many last characters as declared, and nothing of the value lies in the database', async () => {
  const row = await make({ name: 'Acme', account, passport: 'E12345678' })
  assert.deepEqual([row.account, row.passport], ['••••4321', '••••'])
  assert.deepEqual([(await read(row.id)).account, (await read(row.id)).passport], ['••••4321', '••••'])
  await ask('PATCH', `/api/v1/payees/${row.id}`, { passport: 'E87654321' })
  await audit.flush()
  const all = await everything()
  for (const piece of [account, digits, 'E12345678', 'E87654321']) assert.ok(!all.includes(piece), piece)
  assert.ok(all.includes('4321'), 'the last four stand there, so that what is looked through is what was written')
})

test('the value is told to who may read the field, one by one, and the audit knows who asked for which', async () => {
  const row = await make({ name: 'Told', account: '1111 2222 3333', passport: null })
  const answer = await reveal(row.id)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual(answer.json(), { field: 'account', value: '1111 2222 3333' })
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(await told(row.id, 'passport'), null)
  assert.deepEqual([(await reveal(row.id, 'name')).statusCode, (await reveal(row.id, 'nothing')).statusCode], [400, 400])
  assert.equal((await reveal('01980000-0000-7000-8000-000000000099')).statusCode, 404)
  await audit.flush()
  const entries = (await ask('GET', `/api/v1/audit?record=${row.id}&kind=reveal`)).json().rows as {
    actor: { id: string }
    detail: object
  }[]
  assert.deepEqual(
    entries.map(({ detail }) => (detail as { field: string }).field),
    ['passport', 'account'],
  )
  assert.ok(!JSON.stringify(entries).includes('2222'))
})

test('it is found by the whole value in any spelling, is unique, and no part of it is searched', async () => {
  const row = await make({ name: 'Found', account: 'DE89 3704 0044 0532' })
  assert.deepEqual(await listed({ account: 'de8937040044-0532' }), [row.id])
  assert.deepEqual(await listed({ account: { in: ['DE89.3704.0044.0532', 'x'] } }), [row.id])
  assert.ok(!(await listed({ account: { ne: 'DE89370400440532' } })).includes(row.id))
  assert.equal((await ask('GET', `/api/v1/payees?filter=${encodeURIComponent('{"account":{"contains":"3704"}}')}`)).statusCode, 400)
  assert.deepEqual(((await ask('GET', '/api/v1/payees?q=0532')).json().rows as Row[]).length, 0)
  assert.equal((await ask('GET', '/api/v1/payees?sort=account')).statusCode, 400)
  const twice = await ask('POST', '/api/v1/payees', { name: 'Twice', account: 'DE89370400440532' })
  assert.deepEqual([twice.statusCode, twice.json().code], [409, 'kernel.not-unique'])
  await audit.flush()
  assert.ok(!(await everything()).includes('8937040044'), 'what was asked for stands in no audit entry either')
})

test('the mask written back is refused; the same value again is no change', async () => {
  const row = await make({ name: 'Same', account: '9000 0000 7777' })
  const back = await ask('PATCH', `/api/v1/payees/${row.id}`, { account: row.account })
  assert.deepEqual([back.statusCode, back.json().code], [400, 'kernel.bad-value'], back.body)
  const same = await ask('PATCH', `/api/v1/payees/${row.id}`, { account: '900000007777' })
  assert.equal((same.json() as Row).version, row.version)
})

test('history says that it changed and not to what; undo, comparing and old versions work on it', async () => {
  const row = await make({ name: 'Past', account: '5000 0000 1111' })
  const changed = await ask('PATCH', `/api/v1/payees/${row.id}`, { account: '5000 0000 2222' })
  const entries = await history(row.id)
  assert.deepEqual(entries[0]!.changes, [{ field: 'account', old: '••••1111', new: '••••2222' }])
  const compared = (await ask('GET', `/api/v1/payees/${row.id}/compare?from=${entries.at(-1)!.id}`)).json()
  assert.deepEqual(
    (compared.rows as { field: string; old: unknown; new: unknown }[])
      .filter(({ field }) => field === 'account')
      .map(({ old, new: now }) => [old, now]),
    [['••••1111', '••••2222']],
  )
  await ask('PATCH', `/api/v1/payees/${row.id}`, { account: '5000 0000 3333' })
  const preview = (await ask('POST', `/api/v1/change-sets/${String(changed.headers['x-change-set'])}/undo`, { preview: true })).json()
  assert.deepEqual([preview.conflicts[0].now, preview.conflicts[0].then], ['••••3333', '••••1111'])
  const undone = await ask('POST', `/api/v1/change-sets/${String(changed.headers['x-change-set'])}/undo`, { conflicts: 'restore' })
  assert.equal(undone.statusCode, 200, undone.body)
  assert.equal(await told(row.id), '5000 0000 1111')
  const old = await ask('POST', `/api/v1/payees/${row.id}/restore-version`, { to: entries[0]!.id })
  assert.equal(old.statusCode, 200, old.body)
  assert.equal(await told(row.id), '5000 0000 2222')
  await ask('DELETE', `/api/v1/payees/${row.id}`)
  assert.equal((await ask('POST', `/api/v1/payees/${row.id}/restore`)).statusCode, 200)
  assert.equal(await told(row.id), '5000 0000 2222')
})

test('merging takes the value of the record that is named; many at once are refused', async () => {
  const [a, b] = [await make({ name: 'A', passport: 'P-1' }), await make({ name: 'B', passport: 'P-2' })]
  const merged = await ask('POST', `/api/v1/payees/${a.id}/merge`, { others: [b.id], from: { passport: b.id } })
  assert.equal(merged.statusCode, 200, merged.body)
  assert.equal(await told(a.id, 'passport'), 'P-2')
  const wrong = await ask('POST', `/api/v1/payees/${a.id}/merge`, { others: [(await make({ name: 'C' })).id], from: { passport: b.id } })
  assert.equal(wrong.statusCode, 400, wrong.body)
  const bulk = openBulk({ engine, log: quiet })
  const session = { workspace, actor: await engine.actorOf(workspace, admin.id) }
  const wish = { kind: 'change', object: 'payee', wish: { ids: [a.id], set: { passport: 'P-9' } } }
  await assert.rejects(bulk.create(session, wish, { via: 'api' }), { code: 'kernel.bad-value' })
  assert.ok(!(await everything()).includes('P-9'))
})

test('a role that masks the field is told nothing, and finds nothing by it', async () => {
  const row = await make({ name: 'Masked', account: '7070 7070 7070' })
  const grants = { payee: { read: 'all', create: true, update: 'all', fields: { account: 'masked', passport: 'hidden' } } }
  const laid = await ask('PATCH', '/api/v1/meta/roles/rep', { name: 'Rep', grants })
  assert.equal(laid.statusCode, 200, laid.body)
  const rep = await withKey('rep')
  assert.equal((await rep.ask('GET', `/api/v1/payees/${row.id}`)).statusCode, 200)
  assert.deepEqual([(await reveal(row.id, 'account', rep)).statusCode, (await reveal(row.id, 'passport', rep)).statusCode], [403, 400])
  const filter = encodeURIComponent(JSON.stringify({ account: '707070707070' }))
  assert.equal((await rep.ask('GET', `/api/v1/payees?filter=${filter}`)).statusCode, 400)
  const other = await make({ name: 'Other' })
  const merge = await rep.ask('POST', `/api/v1/payees/${other.id}/merge`, { others: [row.id], from: { account: row.id } })
  assert.equal(merge.statusCode, 403, merge.body)
})

test('an import takes values and finds that they are there already', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhike-secrets-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'payees.csv')
  await writeFile(path, 'name,account\nFirst,6217 0001 0002 9999\nSecond,6217-0001-0003-8888\n')
  const session = { workspace, actor: await engine.actorOf(workspace, admin.id) }
  const load = () => runImportFile({ engine, folder, log: quiet, session, path, object: 'payee', match: 'name' })
  const first = await load()
  assert.deepEqual([first.state, first.counts.created, first.counts.failed], ['done', 2, 0])
  const [id] = await listed({ account: '6217000100029999' })
  assert.equal(await told(id!), '6217 0001 0002 9999')
  assert.equal((await load()).counts.unchanged, 2)
})

test('a new key: everything is encrypted anew, a cut-off change goes on, history and undo still agree', async () => {
  const row = await make({ name: 'Rotated', account: '8800 0000 1000' })
  const changed = await ask('PATCH', `/api/v1/payees/${row.id}`, { account: '8800 0000 2000' })
  const sealed = async () =>
    String((await database.control.query(sql`SELECT x_account_sealed AS text FROM ${table()} WHERE id = ${row.id}::uuid`))[0]!.text)
  const before = await sealed()
  const first = await sealing.rotate(workspace)
  assert.ok(first.isNew && first.resealed > 5, JSON.stringify(first))
  assert.notEqual(await sealed(), before)
  assert.ok((await sealed()).startsWith(`${first.key}.`))
  assert.equal(await told(row.id), '8800 0000 2000')
  assert.deepEqual(
    (await sealing.examine(workspace)).filter(({ ok }) => !ok),
    [],
  )
  assert.ok(!(await everything()).includes(`"${before}"`), 'the former text is nowhere, the log included')
  const undone = await ask('POST', `/api/v1/change-sets/${String(changed.headers['x-change-set'])}/undo`, {})
  assert.equal(undone.statusCode, 200, undone.body)
  assert.equal(await told(row.id), '8800 0000 1000')
  // As after a crash: the former key is retired, and some values are still under it.
  const left = await sealed()
  const second = await sealing.rotate(workspace)
  await database.control.query(sql`UPDATE ${table()} SET x_account_sealed = ${left} WHERE id = ${row.id}::uuid`)
  const findings = (await sealing.examine(workspace)).filter(({ ok }) => !ok)
  assert.deepEqual([findings.length, findings[0]!.examples, findings[0]!.count], [1, [first.key], 1])
  const third = await sealing.rotate(workspace)
  assert.deepEqual([third.isNew, third.key, third.resealed], [false, second.key, 1])
  assert.equal(await told(row.id), '8800 0000 1000')
  assert.deepEqual(await listed({ account: '880000001000' }), [row.id], 'what values are found by stays')
  await audit.flush()
  assert.equal(((await ask('GET', '/api/v1/audit?kind=keys-rotated')).json().rows as Row[]).length, 3)
})

test('under another secret nothing is told, and everything else goes on, until the keys are adopted', async () => {
  const row = await make({ name: 'Moved', account: '4400 0000 4400' })
  const other = 'the secret of quite another installation'
  const there = openEngine({ database, modules: [trade], live: silentLive(), secret: other, filesDir: tmpdir() })
  after(() => there.close())
  const elsewhere = openSealing({ database, engine: there, audit, secret: other })
  const session = { workspace, actor: await there.actorOf(workspace, admin.id) }
  const revealThere = () =>
    there.work(session, { via: 'api' }, (work) => revealValue(scopeOf(work), objectIn(work.catalog), { id: row.id, field: 'account' }))
  const objectIn = (catalog: Catalog) => catalog.objects.payee!
  assert.match(await there.reads.one(session, { object: 'payee', id: row.id }), /••••4400/)
  await assert.rejects(revealThere(), { code: 'kernel.keys-locked' })
  const write = (to: object) => there.work(session, { via: 'api' }, (work) => there.writes.change(work, 'payee', row.id, to))
  await assert.rejects(write({ account: '1' }), { code: 'kernel.invalid' })
  assert.match(await write({ name: 'Moved on' }), /Moved on/)
  const locked = await elsewhere.locked(workspace)
  assert.ok(locked.length >= 4)
  assert.deepEqual((await elsewhere.examine(workspace)).filter(({ ok }) => !ok)[0]!.examples, locked)
  assert.equal(await elsewhere.adopt(workspace, 'not the former secret, though long enough'), 0)
  assert.equal(await elsewhere.adopt(workspace, testSecret), locked.length)
  assert.deepEqual(await elsewhere.locked(workspace), [])
  assert.equal(await revealThere(), '4400 0000 4400')
})
