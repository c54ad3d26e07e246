import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startEmbedded } from './embedded.ts'
import { oneServer, schemaOf } from './placement.ts'
import { openDatabase } from './pool.ts'
import { sql, toStatement } from './sql.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'zhike-placement-'))
const server = await startEmbedded({ dataDir, fsync: false, log: { info: () => undefined, warn: () => undefined } })
const database = openDatabase({ url: server.url })
const place = { schema: schemaOf('first-firm'), cluster: 'main' }
after(async () => {
  await database.close()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('a table lies in the schema of its workspace', () => {
  assert.equal(toStatement(oneServer.table(place, 'change')).text, '"w_first_firm"."change"')
  assert.equal(toStatement(oneServer.preamble(place)).text, '')
})

test('a schema is made once and only under a proper name', async () => {
  await database.transaction(null, (tx) => oneServer.createSchema(tx, place))
  await database.transaction(null, (tx) => oneServer.createSchema(tx, place))
  await assert.rejects(
    database.transaction(null, (tx) => oneServer.createSchema(tx, { ...place, schema: 'public' })),
    /Not the name/,
  )
})

test('rows are counted until the server has an idea of them; partitions count', async () => {
  const table = oneServer.table(place, 'change')
  await database.control.query(sql`CREATE TABLE ${table} (id int, at int) PARTITION BY RANGE (at)`)
  for (const month of [0, 1]) {
    const part = oneServer.table(place, `change_${month}`)
    await database.control.query(
      sql`CREATE TABLE ${part} PARTITION OF ${table} FOR VALUES FROM (${sql.raw(`${month}`)}) TO (${sql.raw(`${month + 1}`)})`,
    )
  }
  await database.control.query(sql`INSERT INTO ${table} SELECT g, g % 2 FROM generate_series(1, 5000) g`)
  const connection = database.read(place)
  assert.equal(await oneServer.estimateRows(connection, place, 'change'), 5000)
  await database.control.query(sql`ANALYZE ${table}`)
  assert.equal(await oneServer.estimateRows(connection, place, 'change'), 5000)
  const size = await oneServer.sizeOf(connection, place)
  assert.ok(size > 5000 * 30 && size < 5000 * 200, `${size}`)
  assert.equal(await oneServer.sizeOf(connection, { ...place, schema: 'w_none' }), 0)
})
