import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { member, system } from '#kernel'
import { openProcesses, type Process } from './open-processes.ts'

const { installation, start, kill } = await openProcesses()
const { engine, accounts } = installation
const workspace = await engine.workspace('test')
await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
  work.create(member, [{ name: 'Ada', email: 'ada@example.com', roles: ['administrator'] }]),
)
const key = await accounts.createKey({ workspace: 'test', email: 'ada@example.com' })

type Import = { id: string; state: string; counts: { rows: number; created: number; failed: number }; changeSet: string | null }
async function ask<T>(address: string, path: string, body?: FormData | object): Promise<T> {
  const isForm = body instanceof FormData
  const answer = await fetch(`${address}/api/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, ...(body && !isForm ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  })
  assert.ok(answer.ok, `${path}: ${answer.status} ${answer.ok ? '' : (await answer.text()).slice(0, 300)}`)
  return (await answer.json()) as T
}
async function until(address: string, id: string, isReached: (found: Import) => boolean): Promise<Import> {
  for (const end = Date.now() + 45_000; ; await pause(20)) {
    const found = await ask<Import>(address, `imports/${id}`)
    if (isReached(found)) return found
    assert.ok(Date.now() < end, `still ${found.state} at row ${found.counts.rows}`)
  }
}
const deals = async (address: string) => (await ask<{ count: { value: number } }>(address, 'opportunities?limit=1&count=exact')).count.value

const read = (name: string) => readFile(fileURLToPath(new URL(`../../examples/crm-sales/${name}`, import.meta.url)), 'utf8')
type Map = { columns: Record<string, unknown>; templates: object }
const map = JSON.parse(await read('sales-pipeline.map.json')) as Map
map.columns.product = { field: 'product', missing: 'create' }
map.columns.account = { field: 'account', missing: 'create' }
/** The example with a product in line 3,500 at which an import can be held up. */
const csv = (await read('sales_pipeline.csv'))
  .split('\n')
  .map((line, i) => (i === 3_499 ? line.split(',').with(2, 'Barrier').join(',') : line))
  .join('\n')
await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
  engine.writes.create(work, 'product', [{ name: 'Barrier' }]),
)

/** Begins an import and kills the server in the middle of its fourth batch; answers the next server's address and what it knows of the import. */
async function breakOff(): Promise<{ child: Process['child']; address: string; broken: Import }> {
  const { child, address: first } = await start()
  const barrier = await installation.database.pool.connect()
  await barrier.query('BEGIN')
  await barrier.query("SELECT id FROM w_test.product WHERE name = 'Barrier' FOR UPDATE")
  const form = new FormData()
  form.set('object', 'opportunity')
  form.set('map', JSON.stringify(map))
  form.set('file', new Blob([csv]), 'sales_pipeline.csv')
  const { id } = await ask<Import>(first, 'imports', form)
  await until(first, id, ({ counts }) => counts.rows === 3_000)
  await pause(200)
  await kill(child)
  await barrier.query('ROLLBACK')
  barrier.release()
  // Not to wait until the sign of life is old by itself.
  await installation.database.pool.query("UPDATE w_test.import_run SET heartbeat_at = now() - interval '1 minute' WHERE state = 'running'")
  const { child: next, address } = await start()
  const broken = await until(address, id, ({ state }) => state !== 'running')
  assert.deepEqual([broken.state, broken.counts.rows, broken.counts.created], ['interrupted', 3_000, 3_000])
  assert.equal(await deals(address), 3_000, 'the counts are what the database holds')
  return { child: next, address, broken }
}

test('an import whose server was killed goes on where it was: nothing half, nothing twice', async () => {
  const { child, address, broken } = await breakOff()
  await ask(address, `imports/${broken.id}/resume`, {})
  const done = await until(address, broken.id, ({ state }) => state === 'done')
  assert.deepEqual(done.counts, { rows: 8800, created: 8800, updated: 0, unchanged: 0, skipped: 0, failed: 0 })
  assert.equal(done.changeSet, broken.changeSet)
  assert.equal(await deals(address), 8800)
  const undone = await ask<{ changeSet: string }>(address, `imports/${broken.id}/undo`, {})
  assert.equal(await deals(address), 0)
  const redone = await ask<{ changeSet: string }>(address, `change-sets/${undone.changeSet}/undo`, {})
  assert.equal(await deals(address), 8800)
  await ask(address, `change-sets/${redone.changeSet}/undo`, {})
  assert.equal(await deals(address), 0)
  await kill(child)
})

test('or it is wholly gone, as the person chooses', async () => {
  const { address, broken } = await breakOff()
  await ask(address, `imports/${broken.id}/undo`, {})
  assert.equal(await deals(address), 0)
  assert.equal((await ask<Import>(address, `imports/${broken.id}`)).state, 'stopped')
  for (const [plural, left] of [
    ['products', 1],
    ['accounts', 0],
  ]) {
    assert.equal((await ask<{ count: { value: number } }>(address, `${plural}?limit=1&count=exact`)).count.value, left, String(plural))
  }
  const members = await ask<{ rows: { name: string }[] }>(address, 'members')
  assert.deepEqual(
    members.rows.map((row) => row.name),
    ['Ada'],
  )
})
