import { queryOf } from '../client.ts'
import { type Figure, single } from '../figure.ts'
import type { Stand } from '../stand.ts'

const wanted = 100_000

/** One owner for 100,000 opportunities, with history, and the way back. */
export async function bulk(stand: Stand, { log }: { log: (line: string) => void }): Promise<readonly Figure[]> {
  const { administrator, rep } = stand.people
  const { schema } = stand.workspace
  const offset = Math.min(wanted, Math.floor(stand.rows / 2))
  const table = `${schema}.opportunity`
  const [[until]] = (await stand.bare(
    `SELECT to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') FROM ${table} ORDER BY updated_at, id OFFSET ${offset - 1} LIMIT 1`,
  )) as [[string]]
  const [[counted]] = (await stand.bare(`SELECT count(*) FROM ${table} WHERE updated_at <= $1`, [until])) as [[string]]
  const count = Number(counted)
  const began = performance.now()
  const answer = await administrator.client.send(
    'PATCH',
    `/opportunities${queryOf({ filter: { updatedAt: { lte: until } }, expect: String(count) })}`,
    { owner: rep.actor.memberId },
  )
  const changeSeconds = (performance.now() - began) / 1000
  const { changeSet, changed } = JSON.parse(answer) as { changeSet: string; changed: number }
  log(`${changed} changed in ${changeSeconds.toFixed(1)} s`)
  const undoBegan = performance.now()
  await administrator.client.send('POST', `/change-sets/${changeSet}/undo`, {})
  const undoSeconds = (performance.now() - undoBegan) / 1000
  await stand.bare(`VACUUM ANALYZE ${table}`)
  const bareBegan = performance.now()
  await stand.bare(
    `UPDATE ${table} SET owner_id = $1, department_id = $2 WHERE id IN (SELECT id FROM ${table} ORDER BY updated_at DESC LIMIT ${count})`,
    [rep.actor.memberId, rep.actor.departments[0]],
  )
  const bareSeconds = (performance.now() - bareBegan) / 1000
  return [
    single(`bulk: new owner of ${count.toLocaleString('en')} opportunities`, changeSeconds, { unit: 's', most: 10 }),
    single('bulk: its undo', undoSeconds, { unit: 's', most: 15 }),
    single('bulk: a bare UPDATE of as many others, without history', bareSeconds, { unit: 's', most: null }),
  ]
}
