import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { reachCondition } from '../query/reach.ts'
import { fromJson, rowJson } from './cells.ts'
import type { Values } from './parse-input.ts'
import { queryContext, type Scope } from './state.ts'
import { tableOf } from './store.ts'

export type StoredRow = Readonly<{ values: Values; mayUpdate: boolean }>

/** Readable records among the ids, in writing shape, with the answer whether the actor may update them. `lock` holds them to the end of the work. */
export async function readRows(
  scope: Scope,
  object: CatalogObject,
  ids: readonly string[],
  o: { lock?: boolean } = {},
): Promise<Map<string, StoredRow>> {
  const context = queryContext(scope)
  const rows = await scope.state.tx.query(
    sql`SELECT json_agg(x.*)::text AS rows FROM (
  SELECT ${rowJson(object, 'a')}, ${reachCondition(context, object.name, 'a', 'update')} AS "$may"
  FROM ${tableOf(scope.state, object)} a WHERE a.id = ANY(${[...ids]}::uuid[]) AND ${reachCondition(context, object.name, 'a', 'read')}
  ${o.lock ? sql.raw('ORDER BY a.id FOR UPDATE OF a') : sql.empty}) x`,
    { plan: 'generic' },
  )
  const found = JSON.parse((rows[0]?.rows as string | null) ?? '[]') as Record<string, unknown>[]
  return new Map(found.map((json) => [json.id as string, { values: fromJson(object, json), mayUpdate: json.$may === true }]))
}
