import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { Guard } from './guards.ts'

/** There is always somebody who may everything: the last active administrator keeps the role, stays active and is not removed. */
export const administratorGuard: Guard = {
  object: 'member',
  async check({ tx, session, changeSetId }, touched) {
    if (touched.every(({ kind }) => kind === 'create')) return
    const { schema, id } = session.workspace
    const [was] = await tx.query(sql`SELECT 1 AS one FROM ${sql.id(schema, 'change')} c WHERE c.change_set_id = ${changeSetId}::uuid
      AND c.workspace_id = ${id}::int AND c.object = 'member' AND c.was -> 'roles' @> '"administrator"'::jsonb
      AND coalesce((c.was ->> 'active')::boolean, true) LIMIT 1`)
    if (!was) return
    // Two who step down at once wait here for each other, and the second sees what the first has left.
    await tx.query(sql`SELECT key FROM ${sql.id(schema, 'setting')} WHERE key = 'schema' FOR UPDATE`)
    const [left] = await tx.query(
      sql`SELECT 1 AS one FROM ${sql.id(schema, 'member')} WHERE 'administrator' = ANY(roles) AND coalesce(active, true) LIMIT 1`,
    )
    if (!left) fail('kernel.last-administrator')
  },
}
