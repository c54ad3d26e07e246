import { telling } from '../actions/define-consequence.ts'
import { sql } from '../db/sql.ts'
import { tell } from '../notices/store-notices.ts'
import { scopeOf } from '../records/open-work.ts'
import type { Run } from './batch/commit-rows.ts'
import { imported } from './notices.ts'

/** Whoever got records by an import hears of it once, however many there are and however often the end of the import is run. */
export async function tellOwners({ engine, plan: { object }, sessionOf, road, id, isDry }: Run): Promise<void> {
  if (isDry || !object.owned || !road.brings?.includes(telling)) return
  const session = await sessionOf()
  const { schema } = session.workspace
  await engine.work(session, road, async (work, tx) => {
    const rows = await tx.query(sql`SELECT r.owner_id, count(*)::int AS n, (array_agg(r.id ORDER BY r.id))[1] AS first
      FROM ${sql.id(schema, 'change')} c JOIN ${sql.id(schema, object.table)} r ON r.id = c.record_id
      WHERE c.change_set_id = ${road.changeSetId}::uuid AND c.object = ${object.name}::text AND c.kind = 'create' AND r.owner_id IS NOT NULL
      GROUP BY r.owner_id`)
    tell(
      scopeOf(work),
      imported,
      rows.map(({ owner_id, n, first }) => ({
        person: String(owner_id),
        record: String(first),
        object: object.name,
        values: { count: n as number, file: road.cause ?? '' },
        once: id,
      })),
    )
  })
}
