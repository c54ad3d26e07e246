import type { RoleGrants } from '../access/role-records.ts'
import { sql } from '../db/sql.ts'
import { fail, failWith, type Issue } from '../model/fault.ts'
import { builtInRoles } from '../model/people.ts'
import type { WorkState } from '../records/state.ts'
import { checkRoleGrants } from './check-role-grants.ts'
import type { Guard } from './guards.ts'

const isBuiltIn = (key: string): boolean => (builtInRoles as readonly string[]).includes(key)

/** What a role grants must be about objects and fields that there are; a role that somebody has keeps its key and is not removed. */
export const roleGuard: Guard = {
  object: 'role',
  async check(state, touched) {
    const living = touched.filter(({ kind }) => kind !== 'remove').map(({ id }) => id)
    if (living.length > 0) await checkLiving(state, living)
    if (touched.some(({ kind }) => kind !== 'create')) await checkLost(state)
  },
}

async function checkLiving(state: WorkState, ids: readonly string[]): Promise<void> {
  const rows = await state.tx.query(
    sql`SELECT key, grants::text AS grants FROM ${sql.id(state.session.workspace.schema, 'role')} WHERE id = ANY(${[...ids]}::uuid[])`,
  )
  const issues = rows.flatMap(({ key, grants }): Issue[] => {
    const issue = (reason: string): Issue => ({ path: 'key', code: 'kernel.bad-value', details: { want: 'role-key', reason } })
    if (key === 'administrator') return [issue('administrator')]
    if (!/^[a-z][a-z0-9._-]{0,59}$/.test(String(key))) return [issue('form')]
    return typeof grants === 'string' ? checkRoleGrants(state, JSON.parse(grants) as RoleGrants) : []
  })
  if (issues.length > 0) failWith('kernel.invalid', issues)
}

/** Keys that were there before this work and are no more, while somebody still has them. */
async function checkLost({ tx, session, changeSetId }: WorkState): Promise<void> {
  const { schema, id } = session.workspace
  const rows =
    await tx.query(sql`SELECT c.was ->> 'key' AS key, (SELECT count(*)::int FROM ${sql.id(schema, 'member')} m WHERE (c.was ->> 'key') = ANY(m.roles)) AS count
    FROM ${sql.id(schema, 'change')} c WHERE c.change_set_id = ${changeSetId}::uuid AND c.workspace_id = ${id}::int AND c.object = 'role' AND c.was IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM ${sql.id(schema, 'role')} r WHERE r.key = c.was ->> 'key')`)
  const held = rows.find(({ key, count }) => !isBuiltIn(String(key)) && Number(count) > 0)
  if (held) fail('kernel.in-use', { object: 'role', count: Number(held.count), records: [] })
}
