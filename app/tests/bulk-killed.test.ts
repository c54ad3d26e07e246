import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { member, system } from '#kernel'
import { openProcesses } from './open-processes.ts'

const { installation, start, kill } = await openProcesses()
const { engine, accounts } = installation
const workspace = await engine.workspace('test')
await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
  work.create(member, [{ name: 'Ada', email: 'ada@example.com', roles: ['administrator'] }]),
)
const key = await accounts.createKey({ workspace: 'test', email: 'ada@example.com' })

type Run = { id: string; state: string; progress: { done: number }; counts: Record<string, number>; changeSet: string | null }
async function ask<T>(address: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${address}/api/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  assert.ok(answer.ok, `${path}: ${answer.status} ${answer.ok ? '' : (await answer.text()).slice(0, 300)}`)
  return (await answer.json()) as T
}
async function until(address: string, id: string, isReached: (found: Run) => boolean): Promise<Run> {
  for (const end = Date.now() + 60_000; ; await pause(20)) {
    const found = await ask<Run>(address, `runs/${id}`)
    if (isReached(found)) return found
    assert.ok(Date.now() < end, `still ${found.state} at ${found.progress.done}`)
  }
}
const { pool } = installation.database
const tally = async (): Promise<Record<string, number>> => {
  const { rows } = await pool.query<Record<string, string>>(`SELECT count(*) FILTER (WHERE city = 'Lyon') AS lyon, max(version) AS version,
    (SELECT count(*) FROM w_test.change c WHERE c.object = 'account' AND c.kind = 'update') AS entries,
    (SELECT count(DISTINCT c.change_set_id) FROM w_test.change c WHERE c.object = 'account' AND c.kind = 'update') AS sets
    FROM w_test.account`)
  return Object.fromEntries(Object.entries(rows[0]!).map(([name, value]) => [name, Number(value)]))
}

const records = 12_000
for (let i = 0; i < records; i += 1_000)
  await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    engine.writes.create(
      work,
      'account',
      Array.from({ length: 1_000 }, (_, n) => ({ name: `Customer ${i + n}` })),
    ),
  )

test('work over many records whose server was killed goes on by itself: nothing half, nothing twice, one undo', async () => {
  const { child, address: first } = await start()
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM w_test.account ORDER BY id OFFSET 11000 LIMIT 1')
  const barrier = await pool.connect()
  await barrier.query('BEGIN')
  await barrier.query('SELECT id FROM w_test.account WHERE id = $1 FOR UPDATE', [rows[0]!.id])
  const { id } = await ask<Run>(first, 'accounts/bulk', { do: 'change', filter: {}, expect: records, set: { city: 'Lyon' } })
  const begun = await until(first, id, ({ progress }) => progress.done > 0)
  // Into the batch that the barrier holds up.
  await pause(400)
  await kill(child)
  await barrier.query('ROLLBACK')
  barrier.release()
  const half = await tally()
  assert.ok(begun.progress.done > 0 && half.lyon! > 0 && half.lyon! < records, JSON.stringify(half))
  assert.equal(half.entries, half.lyon, 'records and log go together')
  // Not to wait until the sign of life is old by itself.
  await pool.query("UPDATE w_test.bulk_run SET heartbeat_at = now() - interval '1 minute' WHERE state = 'running'")
  const { address: second } = await start()
  const done = await until(second, id, ({ state }) => state === 'done' || state === 'failed')
  assert.deepEqual([done.state, done.counts.changed, done.progress.done], ['done', records, records])
  assert.deepEqual(await tally(), { lyon: records, version: 2, entries: records, sets: 1 })
  const undo = await ask<Run>(second, `change-sets/${done.changeSet}/undo/run`, {})
  await until(second, undo.id, ({ state }) => state === 'done')
  assert.equal((await tally()).lyon, 0)
})
