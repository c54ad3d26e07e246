import type { Branch, WallFilter } from '../access/define-access.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { withinReach } from '../query/reach.ts'
import { startBuild } from '../query/statement/start-build.ts'
import { freedBuild } from '../query/statement/walls.ts'
import { storedFields } from '../records/cells.ts'
import { queryContext, type Scope } from '../records/state.ts'

/** Whether the actor may read a record that is gone, decided by its last version: `was` is the jsonb of it. */
export function pastReach(scope: Scope, object: CatalogObject, was: Sql): Sql {
  const reach = scope.state.access.reach(scope.actor, object.name, 'read')
  if (reach.kind === 'all') return sql.raw('true')
  if (reach.kind === 'none') return sql.raw('false')
  const within = sql.any(reach.branches.map((branch) => pastBranch(scope, object, { branch, was })))
  const walls = (reach.walls ?? []).map((filter) => pastWall(scope, object, { filter, was }))
  return walls.length === 0 ? within : sql.all([within, ...walls])
}

/** Whether a wall's filter holds for a version out of the log. */
function pastWall(scope: Scope, object: CatalogObject, { filter, was }: { filter: WallFilter; was: Sql }): Sql {
  const build = freedBuild(startBuild(queryContext(scope)))
  const source = build.open(object)
  const conditions = build.conditions(source, filter)
  const columns = storedFields(object).flatMap((field) => field.columns)
  return sql`EXISTS (SELECT 1 FROM jsonb_to_record(${was}) AS ${sql.id(source.alias)}(${sql.join(
    columns.map(({ name, type }) => sql`${sql.id(name)} ${sql.raw(type)}`),
  )})${source.joins()} WHERE ${sql.all(conditions)})`
}

function pastBranch(scope: Scope, object: CatalogObject, { branch, was }: { branch: Branch; was: Sql }): Sql {
  if (branch.way === 'any') return sql.raw('true')
  if (branch.way === 'own') return sql`${was} ->> 'owner_id' = ${branch.memberId}::text`
  if (branch.way === 'departments') return sql`${was} ->> 'department_id' = ANY(${[...branch.ids]}::text[])`
  // Shares and lines of what is gone are gone too.
  if (branch.way === 'shared' || branch.through) return sql.raw('false')
  const column = object.fields[branch.link]!.columns[0]!.name
  const parent = scope.state.catalog.objects[branch.object]!
  return sql`(${was} ->> ${sql.literal(column)})::uuid IN (SELECT p.id FROM ${sql.id(scope.state.session.workspace.schema, parent.table)} p
    WHERE ${withinReach(queryContext(scope), { object: parent.name, alias: 'p', reach: branch.reach })})`
}
