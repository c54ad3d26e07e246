import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { Guard } from './guards.ts'

/** There is always somebody who may everything: the last active administrator keeps the role, stays active and is not removed. */
export const administratorGuard: Guard = {
  object: 'member',
  async check({ tx, session, changeSetId }, touched) {
    if (touched.every(({ kind }) => kind === 'create')) return
    const { schema, id } = session.workspace
    // Two who step down at once wait here for each other, and the second sees what the first has left.
    await tx.query(sql`SELECT key FROM ${sql.id(schema, 'setting')} WHERE key = 'schema' FOR UPDATE`)
    const [row] = await tx.query(sql`SELECT
      EXISTS (SELECT 1 FROM ${sql.id(schema, 'member')} WHERE 'administrator' = ANY(roles) AND coalesce(active, true)) AS has_one,
      EXISTS (SELECT 1 FROM ${sql.id(schema, 'change')} c WHERE c.change_set_id = ${changeSetId}::uuid AND c.workspace_id = ${id}::int
        AND c.object = 'member' AND c.was -> 'roles' @> '"administrator"'::jsonb AND coalesce((c.was ->> 'active')::boolean, true)) AS had_one`)
    if (row?.had_one === true && row.has_one !== true) fail('kernel.last-administrator')
  },
}
