import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openViewIndexes } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const { engine, database } = product.installation
const silent = { info() {}, warn() {}, error() {} }
const always = openViewIndexes({ engine, log: silent, leastRows: 0 })
const workspace = await engine.workspace('test')

const run = ({ handlers }: typeof always) =>
  handlers['view-indexes']!({ workspace: 'test' }, { signal: new AbortController().signal, attempt: 1 })
const keep = async (name: string, body: unknown) => {
  const answer = await admin.ask('POST', '/api/v1/meta/views', { object: 'account', name, body })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id as string
}
const present = async () =>
  (await database.pool.query(`SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'w_test' AND indexname LIKE 'v\\_%'`)).rows as {
    indexname: string
    indexdef: string
  }[]

test('kept views get the indexes they need, each once, and lose them with the last of them', async () => {
  const first = await keep('Largest companies', { filter: { kind: 'company' }, sort: '-headcount' })
  const second = await keep('The same again', { filter: { kind: { eq: 'company' } }, sort: '-headcount', columns: 'name' })
  await keep('As always', { sort: '-updatedAt' })
  await keep('Of one owner, newest first', { filter: { owner: 'me' } })
  await keep('By a part of the name', { filter: { name: { contains: 'a' } }, q: 'x' })
  await keep('By the name of another record', { sort: 'parent', filter: { 'parent.kind': 'company' } })
  await run(openViewIndexes({ engine, log: silent }))
  assert.deepEqual(await present(), [], 'small tables get none')
  await run(always)
  const made = await present()
  assert.equal(made.length, 1, JSON.stringify(made))
  assert.match(made[0]!.indexdef, /\(kind, headcount DESC NULLS LAST, id DESC\)$/)
  const [listed] = await always.list(workspace)
  assert.deepEqual(
    [listed!.object, listed!.fields, listed!.views, listed!.state],
    ['account', ['kind', '-headcount'], ['Largest companies', 'The same again'], 'there'],
  )
  assert.ok(listed!.bytes > 0)
  await run(always)
  assert.equal((await present()).length, 1)
  for (const [id, left] of [
    [first, 1],
    [second, 0],
  ] as const) {
    assert.equal((await admin.ask('DELETE', `/api/v1/meta/views/${id}`)).statusCode, 204)
    await run(always)
    assert.equal((await present()).length, left)
  }
})

test('the list of such a view walks its index', async () => {
  await keep('By size', { sort: '-headcount' })
  await run(always)
  const query = encodeURIComponent('-headcount')
  const { sql, params } = (await admin.ask('GET', `/api/v1/accounts?sort=${query}&fields=name&explain=sql`)).json()
  const client = await database.pool.connect()
  try {
    await client.query('SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off')
    const plan = (await client.query(`EXPLAIN ${sql}`, params)).rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
    assert.match(plan, /v_account_[0-9a-f]{8}/, plan)
  } finally {
    client.release(true)
  }
})

test('an index that was left half made is made anew', async () => {
  const { indexname } = (await present())[0]!
  await admin.ask('POST', '/api/v1/accounts', [
    { name: 'One', headcount: 5 },
    { name: 'Two', headcount: 5 },
  ])
  await database.pool.query(`DROP INDEX w_test."${indexname}"`)
  // As a server that ends in the middle leaves it.
  await assert.rejects(database.pool.query(`CREATE UNIQUE INDEX CONCURRENTLY "${indexname}" ON w_test.account (headcount)`))
  await run(always)
  const valid = await database.pool.query(`SELECT indisvalid FROM pg_index WHERE indexrelid = 'w_test."${indexname}"'::regclass`)
  assert.deepEqual(valid.rows, [{ indisvalid: true }])
})
