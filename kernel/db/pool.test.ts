import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from './embedded.ts'
import { toFault } from './errors.ts'
import { type Connection, openDatabase } from './pool.ts'
import { sql } from './sql.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'zhike-pool-'))
const server = await startEmbedded({ dataDir, fsync: false, log: { info: () => undefined, warn: () => undefined } })
const database = openDatabase({ url: server.url, max: 4, applicationName: 'pool-test' })
const place = { schema: 'w_one', cluster: 'main' }
after(async () => {
  await database.close()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})
await database.control.query(sql`CREATE SCHEMA w_one; CREATE TABLE w_one.item (id int PRIMARY KEY, amount int NOT NULL DEFAULT 0)`)
await database.control.query(sql`INSERT INTO w_one.item SELECT g FROM generate_series(1, 20) g`)

const amountOf = async (connection: Connection, id: number) =>
  (await connection.query(sql`SELECT amount FROM w_one.item WHERE id = ${id}`))[0]?.amount
const terminate = (where: string) =>
  database.control.query(sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND ${sql.raw(where)}`)

test('columns arrive exact and unparsed', async () => {
  const [row] = await database
    .read(place)
    .query(sql`SELECT 5::int8 AS small, 9007199254740993::int8 AS large, 1.50::numeric AS exact, date '2026-02-03' AS day,
    timestamptz '2026-02-03 04:05:06.789+08' AS instant, '{"a": 1}'::jsonb AS json, interval '1 day 2 hours' AS span, true AS flag, 1.5::float8 AS float,
    ARRAY[1, 2]::int8[] AS numbers, ARRAY[1.50]::numeric[] AS exacts, ARRAY[date '2026-02-03', NULL] AS days, ARRAY['a', 'b,"c'] AS texts, ${[1, 2]}::int[] AS ints`)
  assert.deepEqual(row, {
    small: 5,
    large: '9007199254740993',
    exact: '1.50',
    day: '2026-02-03',
    instant: '2026-02-02 20:05:06.789+00',
    json: '{"a": 1}',
    span: 'P1DT2H',
    flag: true,
    float: 1.5,
    numbers: [1, 2],
    exacts: ['1.50'],
    days: ['2026-02-03', null],
    texts: ['a', 'b,"c'],
    ints: [1, 2],
  })
  assert.ok((await database.pool.query('SELECT now() AS at')).rows[0].at instanceof Date, 'libraries get what they expect of the driver')
})

test('generic statements stay prepared under a generic plan once they come back, others do not', async () => {
  const mode = sql`SELECT current_setting('plan_cache_mode') AS mode, (SELECT count(*) FROM pg_prepared_statements) AS prepared`
  assert.deepEqual(await database.read(place).query(mode), [{ mode: 'auto', prepared: 0 }])
  assert.deepEqual(await database.read(place).query(mode, { plan: 'generic' }), [{ mode: 'auto', prepared: 0 }])
  for (const _ of [1, 2])
    assert.deepEqual(await database.read(place).query(mode, { plan: 'generic' }), [{ mode: 'force_generic_plan', prepared: 1 }])
})

test('a prepared statement survives a change of its table, in a transaction too', async () => {
  const all = sql`SELECT * FROM w_one.widening`
  await database.control.query(sql`CREATE TABLE w_one.widening (a int); INSERT INTO w_one.widening VALUES (1)`)
  const read = () => database.read(place).query(all, { plan: 'generic' })
  const readInside = () => database.transaction(place, (tx) => tx.query(all, { plan: 'generic' }))
  for (const _ of [1, 2]) {
    await read()
    await readInside()
  }
  await database.control.query(sql`ALTER TABLE w_one.widening ADD b int`)
  assert.deepEqual(await readInside(), [{ a: 1, b: null }])
  assert.deepEqual(await read(), [{ a: 1, b: null }])
})

test('settings travel with the connection and those of the address are kept', async () => {
  const ask = sql`SELECT current_setting('TimeZone') AS zone, current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement,
    current_setting('application_name') AS name`
  assert.deepEqual(await database.write(place).query(ask), [{ zone: 'UTC', lock: '5s', statement: '1min', name: 'pool-test' }])
  assert.deepEqual(await database.report(place).query(ask), [{ zone: 'UTC', lock: '5s', statement: '5min', name: 'pool-test' }])
  const other = openDatabase({ url: `${server.url}&options=${encodeURIComponent('-c search_path=w_one')}` })
  assert.deepEqual(await other.read(place).query(sql`SELECT current_setting('search_path') AS path, current_setting('TimeZone') AS zone`), [
    { path: 'w_one', zone: 'UTC' },
  ])
  await other.close()
})

test('a transaction holds together', async () => {
  const rows = await database.transaction(place, async (tx) => {
    const [first, second] = await Promise.all([
      tx.affected(sql`UPDATE w_one.item SET amount = 5 WHERE id IN (1, 2)`),
      tx.query(sql`SELECT amount FROM w_one.item WHERE id = 1`),
    ])
    return { first, second }
  })
  assert.deepEqual(rows, { first: 2, second: [{ amount: 5 }] })
  const failing = database.transaction(place, async (tx) => {
    await tx.query(sql`UPDATE w_one.item SET amount = 6 WHERE id = 1`)
    throw new Error('no')
  })
  await assert.rejects(failing, { message: 'no' })
  assert.equal(await amountOf(database.read(place), 1), 5)
})

test('a swallowed failure does not look like success', async () => {
  const swallowing = database.transaction(place, async (tx) => {
    await tx.query(sql`UPDATE w_one.item SET amount = 7 WHERE id = 1`)
    await tx.query(sql`SELECT 1 / 0`).catch(() => undefined)
  })
  await assert.rejects(swallowing, /rolled back/)
  assert.equal(await amountOf(database.read(place), 1), 5)
})

test('a last statement that nobody waited for holds with the others, and tells why where it fails', async () => {
  const sentLast = (id: number) =>
    database.transaction(place, async (tx) => {
      await tx.query(sql`UPDATE w_one.item SET amount = 70 WHERE id = 7`)
      tx.query(sql`UPDATE w_one.item SET amount = 8 / ${id - 8}::int WHERE id = ${id}`).catch(() => undefined)
    })
  await assert.rejects(sentLast(8), (error: Error) => (error.cause as { code?: string }).code === '22012')
  assert.equal(await amountOf(database.read(place), 7), 0)
  await sentLast(9)
  assert.deepEqual([await amountOf(database.read(place), 7), await amountOf(database.read(place), 9)], [70, 8])
  await database.write(place).query(sql`UPDATE w_one.item SET amount = 0 WHERE id IN (7, 9)`)
})

test('a statement after the end is refused', async () => {
  let late: Connection | undefined
  await database.transaction(place, async (tx) => void (late = tx))
  await assert.rejects(late!.query(sql`SELECT 1`), /after its transaction had ended/)
})

test('what others caused is tried again, at most six times', async () => {
  const failAs = (code: string) => sql`DO ${sql.literal(`BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${code}'; END`)}`
  let runs = 0
  const value = await database.transaction(place, async (tx) => {
    if (++runs < 3) await tx.query(failAs('40001'))
    return 'done'
  })
  assert.deepEqual([value, runs], ['done', 3])
  runs = 0
  const never = database.transaction(place, async (tx) => {
    runs++
    await tx.query(failAs('40P01'))
  })
  await assert.rejects(never, { code: '40P01' })
  assert.equal(runs, 6)
})

test('two that lock each other out both end', async () => {
  const addTo = (ids: readonly number[]) =>
    database.transaction(place, async (tx) => {
      for (const id of ids) {
        await tx.query(sql`UPDATE w_one.item SET amount = amount + 1 WHERE id = ${id}`)
        await pause(50)
      }
    })
  await Promise.all([addTo([11, 12]), addTo([12, 11])])
  assert.deepEqual([await amountOf(database.read(place), 11), await amountOf(database.read(place), 12)], [2, 2])
})

test('a cursor reads in batches and lets go when left early', async () => {
  const sizes: number[] = []
  for await (const rows of database.cursor(place, sql`SELECT id FROM w_one.item WHERE id <= ${11} ORDER BY id`, 5)) sizes.push(rows.length)
  assert.deepEqual(sizes, [5, 5, 1])
  for (let i = 0; i < 6; i++)
    for await (const rows of database.cursor(place, sql`SELECT id FROM w_one.item`, 2)) if (rows.length === 2) break
  await assert.rejects(async () => {
    for await (const _ of database.cursor(place, sql`DELETE FROM w_one.item RETURNING id`, 2)) assert.fail()
  })
})

test('of transactions under one key one runs at a time', async () => {
  const order: string[] = []
  const run = (name: string, key: string) =>
    database.lockedTransaction(key, async (tx) => {
      order.push(`${name} in`)
      await tx.query(sql`SELECT pg_sleep(0.05)`)
      order.push(`${name} out`)
      assert.deepEqual(await tx.query(sql`SHOW lock_timeout`), [{ lock_timeout: '10s' }])
    })
  await Promise.all([run('a', 'one'), run('b', 'one')])
  assert.deepEqual(
    order.map((line) => line.slice(2)),
    ['in', 'out', 'in', 'out'],
  )
  order.length = 0
  await Promise.all([run('a', 'one'), run('b', 'two')])
  assert.deepEqual(
    order.map((line) => line.slice(2)),
    ['in', 'in', 'out', 'out'],
  )
})

async function until(isSo: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 5_000; !isSo(); await pause(5)) assert.ok(Date.now() < deadline, 'waited 5 s')
}

test('announcements arrive, and again after the connections were lost', async () => {
  const heard: string[] = []
  let gaps = 0
  const stop = await database.listen(
    'Some.channel',
    (payload) => heard.push(payload),
    () => gaps++,
  )
  const stopOther = await database.listen('other', (payload) => heard.push(`other ${payload}`))
  await Promise.all([database.notify('Some.channel', 'one'), database.notify('other', 'two')])
  await until(() => heard.length === 2)
  await terminate(`query ~ '^(LISTEN|SELECT pg_notify)'`)
  await until(() => gaps === 1)
  await database.notify('Some.channel', 'three')
  await until(() => heard.length === 3)
  assert.deepEqual(heard, ['one', 'other two', 'three'])
  await assert.rejects(database.notify('other', 'x'.repeat(8_000)), { code: '22023' })
  await stop()
  await database.notify('Some.channel', 'four')
  await database.notify('other', 'five')
  await until(() => heard.length === 4)
  assert.equal(heard[3], 'other five')
  await stopOther()
})

test('lost connections fail one call, not the process', async () => {
  const waiting = database.read(place).query(sql`SELECT pg_sleep(10)`)
  const inside = database.transaction(place, (tx) => tx.query(sql`SELECT pg_sleep(10)`))
  const outcomes = Promise.allSettled([waiting, inside])
  await pause(100)
  await terminate(`application_name = 'pool-test'`)
  for (const outcome of await outcomes) {
    assert.equal(outcome.status, 'rejected')
    assert.equal(toFault((outcome as PromiseRejectedResult).reason, () => undefined)?.code, 'kernel.unavailable')
  }
  await pause(20)
  assert.equal(await amountOf(database.read(place), 2), 5)
})

test('listeners hear of statements and of nothing else', async () => {
  const heard: [string, boolean][] = []
  const stop = database.onStatement((text, ms, { inTransaction }) => {
    assert.ok(ms >= 0)
    heard.push([text, inTransaction])
  })
  await database.read(place).query(sql`SELECT ${1}::int`)
  await database.transaction(place, (tx) => tx.query(sql`SELECT 2`))
  await assert.rejects(database.read(place).query(sql`SELECT broken`))
  stop()
  await database.read(place).query(sql`SELECT 3`)
  assert.deepEqual(heard, [
    ['SELECT $1::int', false],
    ['SELECT 2', true],
    ['SELECT broken', false],
  ])
})
