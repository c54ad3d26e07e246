import type { Branch } from '../access/define-access.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { reachCondition } from '../query/reach.ts'
import { queryContext, type Scope } from '../records/state.ts'

/** Whether the actor may read a record that is gone, decided by its last version: `was` is the jsonb of it. */
export function pastReach(scope: Scope, object: CatalogObject, was: Sql): Sql {
  const reach = scope.state.access.reach(scope.actor, object.name, 'read')
  if (reach.kind === 'all') return sql.raw('true')
  if (reach.kind === 'none') return sql.raw('false')
  return sql.any(reach.branches.map((branch) => pastBranch(scope, object, { branch, was })))
}

function pastBranch(scope: Scope, object: CatalogObject, { branch, was }: { branch: Branch; was: Sql }): Sql {
  if (branch.way === 'own') return sql`${was} ->> 'owner_id' = ${branch.memberId}::text`
  if (branch.way === 'departments') return sql`${was} ->> 'department_id' = ANY(${[...branch.ids]}::text[])`
  if (branch.way === 'shared') return sql.raw('false')
  const column = object.fields[branch.link]!.columns[0]!.name
  const parent = scope.state.catalog.objects[branch.object]!
  return sql`(${was} ->> ${sql.literal(column)})::uuid IN (SELECT p.id FROM ${sql.id(scope.state.session.workspace.schema, parent.table)} p
    WHERE ${reachCondition(queryContext(scope), parent.name, 'p', 'read')})`
}
