import { sql } from '../db/sql.ts'
import { reachCondition } from '../query/reach.ts'
import { queryContext, type Scope } from '../records/state.ts'

/** Titles of records by `object id`, of those that the actor may read. One statement per object. */
export async function titlesOf(scope: Scope, wanted: ReadonlyMap<string, ReadonlySet<string>>): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const [name, ids] of wanted) {
    const object = scope.state.catalog.objects[name]
    const column = object?.fields[object.title]?.columns[0]
    if (!object || !column || ids.size === 0) continue
    const rows = await scope.state.tx.query(sql`
      SELECT a.id, a.${sql.id(column.name)}::text AS title FROM ${sql.id(scope.state.session.workspace.schema, object.table)} a
      WHERE a.id = ANY(${[...ids]}::uuid[]) AND ${reachCondition(queryContext(scope), name, 'a', 'read')}`)
    for (const row of rows) titles.set(`${name} ${String(row.id)}`, String(row.title ?? ''))
  }
  return titles
}
