import assert from 'node:assert/strict'
import { cp, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { grant } from '../access/define-access.ts'
import { insertMembership } from '../accounts/memberships.ts'
import { sql } from '../db/sql.ts'
import { defineModule } from '../define-module.ts'
import type { Session } from '../engine-types.ts'
import { defineObject } from '../model/define-object.ts'
import { context } from '../model/field-types/tests/scratch.ts'
import { specimenOptions } from '../model/field-types/tests/specimens.ts'
import { fieldTypes } from '../model/field-types.ts'
import { autoNumber, file, integer, link, text } from '../model/fields.ts'
import { openStoredFiles } from '../stored-files/stored-files.ts'
import { testApp } from '../testing/index.ts'
import { findDifferences } from './load-backup.ts'
import { openBackup } from './open-backup.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './write-backup.ts'

const client = defineObject('client', {
  plural: 'clients',
  title: 'name',
  owned: true,
  search: ['name'],
  fields: {
    number: autoNumber({ pattern: 'C-{0000}' }),
    name: text({ required: true }),
    size: integer({ indexed: true }),
    contract: file(),
    parent: link('client', { reverse: 'branches' }),
  },
})
const trade = defineModule({
  name: 'trade',
  objects: [client],
  grants: [grant('manager', client, { read: 'all', create: true, update: 'all', remove: 'all' })],
  texts: { en: {}, 'zh-CN': {}, 'zh-TW': {} },
})

const app = await testApp([trade])
const { engine, database, workspace } = app
const folder = await mkdtemp(join(tmpdir(), 'zhike-backup-'))
after(() => rm(folder, { recursive: true, force: true }))
const filesDir = join(folder, 'files')
const files = openStoredFiles(filesDir, (one) => database.write(one))
const manager = await app.as('manager')

/** A table that nothing declares, with a column of every kind of value there is: the copy must not depend on declarations. */
async function makeEveryKind(): Promise<void> {
  const kinds = Object.values(fieldTypes).filter((type) => type.columns('v', specimenOptions[type.kind] ?? {}).length > 0)
  const columns = kinds.flatMap((type) => type.columns(`k_${type.kind.toLowerCase()}`, specimenOptions[type.kind] ?? {}))
  const defined = sql.join(columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(column.type)}`))
  const cellsOf = (n: number) =>
    kinds.flatMap((type) => {
      const options = specimenOptions[type.kind] ?? {}
      return n % 7 === 6
        ? type.columns('v', options).map(() => null)
        : type.toCells(type.parse(type.sample(n, options), options, context), options)
    })
  const rows = Array.from({ length: 40 }, (_, n) => ({ n, ...Object.fromEntries(cellsOf(n).map((cell, i) => [columns[i]!.name, cell])) }))
  const table = sql.id(workspace.schema, 'every_kind')
  await database.control.query(sql`CREATE TABLE ${table} (n integer PRIMARY KEY, double integer GENERATED ALWAYS AS (n * 2) STORED,
    odd text NOT NULL DEFAULT 'a "quoted" \\ text', ${defined}, CHECK (n >= 0)) WITH (fillfactor = 90)`)
  await database.control.query(sql`INSERT INTO ${table} (n, ${sql.join(columns.map((column) => sql.id(column.name)))})
    SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(n integer, ${defined})`)
  await database.control.query(sql`CREATE UNIQUE INDEX u_every_kind_odd ON ${table} (lower(odd), n) NULLS NOT DISTINCT WHERE n > 3`)
  await database.control.query(sql`ALTER TABLE ${table} ALTER COLUMN odd SET STATISTICS 500`)
}

await makeEveryKind()
const sent = await files.receive(manager.session, Readable.from(['signed and sealed']), { name: 'contract.pdf', type: 'application/pdf' })
const [first] = await manager.create('client', [{ name: '华瑞\t物流\\n', size: 3, contract: sent }])
await manager.create('client', [
  { name: 'Second\nline', size: 5, parent: first!.id },
  { name: 'Gone', size: 7 },
])
await manager.change('client', first!.id as string, { size: 4 })
const between = new Date()
await manager.change('client', first!.id as string, { size: 9 })
await manager.remove('client', [(await manager.list('client', { filter: { name: 'Gone' } }))[0]!.id as string])
await database.control.query(
  sql`INSERT INTO control."user" (id, name, email, created_at, updated_at) VALUES ('u1', 'Ada', 'ada@example.com', now(), now())`,
)
await database.control.query(sql`INSERT INTO control.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
  VALUES ('a1', 'u1', 'credential', 'u1', 'hash', now(), now())`)
await insertMembership(database.control, { userId: 'u1', workspaceId: workspace.id, memberId: manager.id })

const path = join(folder, 'test.zhike')
const backUp = () => writeBackup({ database, workspace, filesDir, path, product: '1.0.0' })
const restoreTo = (into: string, from = path) => restoreBackup({ engine, database, filesDir, path: from, into })

test('a restored workspace answers every question as the original did, now and then', async () => {
  const report = await backUp()
  assert.equal(report.files, 1)
  assert.equal(report.people, 1)
  const restored = await restoreTo('again')
  assert.equal(restored.rows, report.rows)
  assert.equal(restored.accountsAdded, 0)
  const there = await engine.workspace('again')
  const session: Session = { workspace: there, actor: await engine.actorOf(there, manager.id) }
  for (const question of [{}, { asOf: between }, { q: '华瑞' }, { sort: ['-name'] }]) {
    const asked = { object: 'client', limit: 50, ...question }
    assert.equal(await engine.reads.list(session, asked as never), await engine.reads.list(manager.session, asked as never))
  }
  assert.equal(
    await engine.reads.history(session, 'client', first!.id as string, { limit: 10 }),
    await engine.reads.history(manager.session, 'client', first!.id as string, { limit: 10 }),
  )
  assert.equal(await engine.reads.bin(session, { limit: 10 }), await engine.reads.bin(manager.session, { limit: 10 }))
  const [member] = await database.control.query(sql`SELECT user_id FROM control.membership WHERE workspace_id = ${there.id}`)
  assert.equal(member!.user_id, 'u1')
})

test('work goes on in it: numbers count on, undo works, the file is there, and the original knows nothing of it', async () => {
  const there = await engine.workspace('again')
  const session: Session = { workspace: there, actor: await engine.actorOf(there, manager.id) }
  const made = JSON.parse(
    await engine.work(session, { via: 'api' }, (work) => engine.writes.create(work, 'client', [{ name: 'New' }])),
  ) as { number: string }[]
  assert.ok(Number(made[0]!.number.slice(2)) > 3)
  const sets = JSON.parse(await engine.reads.changeSets(session, { limit: 1 })) as { rows: { id: string }[] }
  assert.equal((await engine.undo(session, sets.rows[0]!.id, {}, { via: 'api' })).restored, 1)
  const [catalog, access] = await Promise.all([engine.catalogOf(there), engine.accessOf(there)])
  const found = await files.find({ catalog, access, workspace: there, actor: session.actor, now: new Date() }, sent.id)
  assert.ok(found?.path.includes('/again/'))
  assert.equal(await manager.count('client', { name: 'New' }), 0)
})

test('rows written while it is made are in or out as a whole', async () => {
  let isOver = false
  const writing = (async () => {
    for (let n = 0; !isOver; n++) await manager.create('client', [{ name: `pair ${n}` }, { name: `pair ${n}` }])
  })()
  const busy = await writeBackup({ database, workspace, filesDir, path: join(folder, 'busy.zhike'), product: '1.0.0' })
  isOver = true
  await writing
  assert.ok(busy.rows > 0)
  await restoreTo('busy', busy.path)
  const there = await engine.workspace('busy')
  const [row] = await database
    .read(there)
    .query(
      sql`SELECT count(*)::int AS odd FROM (SELECT name FROM ${sql.id(there.schema, 'client')} WHERE name LIKE 'pair%' GROUP BY name HAVING count(*) <> 2) x`,
    )
  assert.equal(row!.odd, 0)
})

test('a workspace with work in it is not overwritten; an empty one is', async () => {
  await assert.rejects(restoreTo('test'), { code: 'kernel.not-unique' })
  await engine.createWorkspace({ slug: 'empty', name: 'Empty', locale: 'en' })
  const before = await engine.workspace('empty')
  await restoreTo('empty')
  const there = await engine.workspace('empty')
  assert.notEqual(there.id, before.id)
  assert.equal(there.locale, 'zh-CN')
  await assert.rejects(restoreTo('Not a slug'), { code: 'kernel.bad-value' })
})

test('people without an account here get theirs, with the password they had', async () => {
  await database.control.query(sql`DELETE FROM control."user" WHERE id = 'u1'`)
  assert.equal((await restoreTo('people')).accountsAdded, 1)
  const [row] = await database.control.query(
    sql`SELECT u.email, a.password FROM control."user" u JOIN control.account a ON a.user_id = u.id WHERE u.id = 'u1'`,
  )
  assert.deepEqual(row, { email: 'ada@example.com', password: 'hash' })
})

const refused = async (from: string, reason: string) => {
  const schemas = () => database.control.query(sql`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'w%' ORDER BY 1`)
  const before = [await schemas(), await readdir(filesDir)]
  await assert.rejects(restoreTo('refused', from), (error) => {
    assert.equal((error as { code: string }).code, 'kernel.bad-backup')
    assert.equal((error as { details: { reason: string } }).details.reason, reason)
    return true
  })
  assert.deepEqual([await schemas(), await readdir(filesDir)], before)
  await assert.rejects(engine.workspace('refused'), { code: 'kernel.not-found' })
}

test('what is no backup, or no longer what it was, is refused and changes nothing', async () => {
  const odd = join(folder, 'odd.zhike')
  await refused(join(folder, 'nowhere'), 'missing')
  await writeFile(odd, 'PK\u0003\u0004 something else entirely')
  await refused(odd, 'foreign')
  await writeFile(odd, '')
  await refused(odd, 'foreign')
  const backup = await openBackup(path)
  const { bytes } = backup
  await backup.close()
  for (const at of [700, Math.floor(bytes / 2), bytes - 2000]) {
    await cp(path, odd)
    const handle = await open(odd, 'r+')
    const byte = Buffer.alloc(1)
    await handle.read(byte, 0, 1, at)
    await handle.write(Buffer.from([byte[0]! ^ 0x55]), 0, 1, at)
    await handle.close()
    await refused(odd, 'damaged')
  }
  for (const length of [bytes - 3000, Math.floor(bytes / 3)]) {
    await cp(path, odd)
    const handle = await open(odd, 'r+')
    await handle.truncate(length)
    await handle.close()
    await refused(odd, 'damaged')
  }
})

test('what differs from a backup is found: a row more, a cell changed, an index gone', async () => {
  const backup = await openBackup(path)
  after(() => backup.close())
  const { tables } = backup.manifest
  const { schema } = await engine.workspace('people')
  const differences = () => database.bulk(null, 'snapshot', (tx) => findDifferences(tx, schema, tables))
  const table = sql.id(schema, 'every_kind')
  assert.deepEqual(await differences(), [])
  await database.control.query(sql`UPDATE ${table} SET odd = odd || ' ' WHERE n = 7`)
  assert.deepEqual(await differences(), [{ table: 'every_kind', what: 'content' }])
  await database.control.query(sql`DELETE FROM ${table} WHERE n = 7`)
  assert.deepEqual(await differences(), [{ table: 'every_kind', what: 'rows' }])
  await database.control.query(sql`DROP INDEX ${sql.id(schema, 'u_every_kind_odd')}`)
  assert.deepEqual(await differences(), [
    { table: 'every_kind', what: 'shape' },
    { table: 'every_kind', what: 'rows' },
  ])
})
