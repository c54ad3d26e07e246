import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { reachCondition } from '../query/reach.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { pastReach } from './past-reach.ts'
import type { Inverse } from './undo-plan.ts'

/**
 * Those among the inverses that the actor may not carry out: somebody wrote the record since, and it, or a field that would go back, is no
 * longer his to change. What nobody touched since is as he left it himself, so taking that back tells him nothing new.
 */
export async function closedInverses(scope: Scope, object: CatalogObject, inverses: readonly Inverse[]): Promise<ReadonlySet<Inverse>> {
  const { access } = scope.state
  const later = inverses.filter(({ record }) => record.after !== null)
  const isFieldClosed = (name: string) => access.fieldRight(scope.actor, object.name, name) !== 'write'
  const closed = new Set(later.filter(({ fields }) => fields.some(isFieldClosed)))
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
