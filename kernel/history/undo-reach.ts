import { sql } from '../db/sql.ts'
import { type CatalogObject, isOfProgram } from '../model/catalog.ts'
import { reachCondition } from '../query/reach.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { pastReach } from './past-reach.ts'
import type { Inverse } from './undo-plan.ts'

/** What of an actor's rights can have become less: all that his roles give, or the reach of records that were shared with him. */
export type Moved = 'roles' | 'shares' | null

/**
 * Whether what the actor may do can have become less since a change set, or by it: his roles, their rights, his departments, what of its records was shared
 * with him. Then taking back asks what he may change today; else he does no more than he did, when he might.
 */
export async function rightsMoved({ state, actor }: Scope, changeSet: string): Promise<Moved> {
  if (actor.kind === 'system' || actor.roles.includes('administrator')) return null
  const { schema, id } = state.session.workspace
  const [change, set, share] = ['change', 'change_set', 'share'].map((name) => sql.id(schema, name))
  const mine = [actor.memberId, ...actor.departments, ...actor.roles]
  const [row] = await state.tx.query(sql`
    SELECT EXISTS (SELECT 1 FROM ${change!} c WHERE c.workspace_id = ${id}::int AND c.at >= s.at AND c.object = ANY(${deciding}::text[]) AND CASE c.object
        WHEN 'member' THEN c.record_id = ${actor.memberId}::uuid AND c.changed && ARRAY['roles', 'department', 'active']
        WHEN 'membership' THEN c.was ->> 'member_id' = ${actor.memberId}::text
        WHEN 'department' THEN c.kind <> 'create' AND 'parent' = ANY(c.changed)
        WHEN 'definition' THEN c.kind <> 'create' ELSE true END) AS roles,
      EXISTS (SELECT 1 FROM (
          SELECT (c.was ->> 'record_id')::uuid AS record FROM ${change!} c WHERE c.workspace_id = ${id}::int AND c.at >= s.at AND c.object = 'share' AND c.kind <> 'create'
            AND c.was ->> 'grantee_id' = ANY(${mine}::text[])
          UNION ALL SELECT h.record_id FROM ${share!} h WHERE h.grantee_id = ANY(${mine}::text[]) AND h.ends_on < ${state.today}::date AND h.ends_on >= s.at::date - 1) e
        WHERE EXISTS (SELECT 1 FROM ${change!} w WHERE w.change_set_id = s.id AND (w.record_id = e.record OR w.object = 'share'
          OR EXISTS (SELECT 1 FROM jsonb_each_text(w.was) v WHERE v.value = e.record::text)))) AS shares
    FROM ${set!} s WHERE s.id = ${changeSet}::uuid`)
  return row?.roles === true ? 'roles' : row?.shares === true ? 'shares' : null
}

/** What rights are made of. */
const deciding = ['member', 'membership', 'department', 'role', 'definition']

/**
 * Those among the inverses that the actor may not carry out: the record, or a field that would go back, is not his to change today. Asked of
 * what others wrote since, and where his rights moved of everything; what nobody touched since is as he left it himself, so taking that back
 * tells him nothing new.
 */
export async function closedInverses(
  scope: Scope,
  object: CatalogObject,
  { inverses, moved }: Readonly<{ inverses: readonly Inverse[]; moved: Moved }>,
): Promise<ReadonlySet<Inverse>> {
  const { access } = scope.state
  // What the program alone writes comes with what people write; so does what his roles never let him write, where they are the same.
  const isOfOthers =
    isOfProgram(object) || (moved === 'shares' && object.name !== 'share' && !access.may(scope.actor, object.name, 'update'))
  const later = moved && !isOfOthers ? inverses : inverses.filter(({ record }) => record.after !== null)
  const isFieldClosed = (name: string) => access.fieldRight(scope.actor, object.name, name) !== 'write'
  const closed = new Set(later.filter(({ record, fields }) => (moved !== 'shares' || record.after !== null) && fields.some(isFieldClosed)))
  if (later.length === 0 || access.reach(scope.actor, object.name, 'update').kind === 'all') return closed
  const open = await openAmong(scope, object, later)
  for (const inverse of later) if (!open.has(inverse.record.id)) closed.add(inverse)
  return closed
}

async function openAmong(scope: Scope, object: CatalogObject, inverses: readonly Inverse[]): Promise<ReadonlySet<string>> {
  const { state } = scope
  if (!state.access.may(scope.actor, object.name, 'update')) return new Set()
  const idsOf = (isGone: boolean) => inverses.filter(({ record }) => (record.now === null) === isGone).map(({ record }) => record.id)
  const [living, gone] = [idsOf(false), idsOf(true)]
  const rows =
    living.length === 0
      ? []
      : await state.tx.query(sql`SELECT a.id FROM ${tableOf(state, object)} a
    WHERE a.id = ANY(${living}::uuid[]) AND ${reachCondition(queryContext(scope), object.name, 'a', 'update')}`)
  const past =
    gone.length === 0
      ? []
      : await state.tx.query(sql`SELECT c.record_id AS id FROM ${sql.id(state.session.workspace.schema, 'change')} c
    WHERE c.record_id = ANY(${gone}::uuid[]) AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${object.name}::text AND c.kind = 'remove'
      AND ${pastReach(scope, object, sql.raw('c.was'))}
      AND NOT EXISTS (SELECT 1 FROM ${sql.id(state.session.workspace.schema, 'change')} m
        WHERE m.record_id = c.record_id AND m.workspace_id = c.workspace_id AND (m.at, m.id) > (c.at, c.id))`)
  return new Set([...rows, ...past].map((row) => String(row.id)))
}
