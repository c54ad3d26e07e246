import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { compileIds, type IdsQuestion } from '../query/compile-ids.ts'
import { reachCondition } from '../query/reach.ts'
import { fromJson, rowJson } from './cells.ts'
import type { Values } from './parse-input.ts'
import { queryContext, type Scope } from './state.ts'
import { tableOf } from './store.ts'

export type StoredRow = Readonly<{ values: Values; mayUpdate: boolean }>

/**
 * Readable records among the ids, in writing shape, with the answer whether the actor may update them. `lock` holds them to the end of the work; what a work holds the
 * system, who reads all, does not read again.
 */
export async function readRows(
  scope: Scope,
  object: CatalogObject,
  ids: readonly string[],
  o: { lock?: boolean } = {},
): Promise<Map<string, StoredRow>> {
  const { locked } = scope.state
  const keyOf = (id: string) => `${object.name} ${id}`
  if (scope.actor.kind === 'system' && ids.length > 0 && ids.every((id) => locked.has(keyOf(id))))
    return new Map(ids.map((id) => [id, { values: locked.get(keyOf(id))!, mayUpdate: true }]))
  const context = queryContext(scope)
  const rows = await scope.state.tx.query(
    sql`SELECT json_agg(x.*)::text AS rows FROM (
  SELECT ${rowJson(object, 'a')}, ${reachCondition(context, object.name, 'a', 'update')} AS "$may"
  FROM ${tableOf(scope.state, object)} a WHERE a.id = ANY(${[...ids]}::uuid[]) AND ${reachCondition(context, object.name, 'a', 'read')}
  ${o.lock ? sql.raw('ORDER BY a.id FOR UPDATE OF a') : sql.empty}) x`,
    { plan: 'generic' },
  )
  const found = jsonOf(rows).map((json) => ({ values: fromJson(object, json), mayUpdate: json.$may === true }))
  if (o.lock) for (const { values } of found) locked.set(keyOf(values.id as string), values)
  return new Map(found.map((row) => [row.values.id as string, row]))
}

/** Readable records of a filter in their order, in writing shape. One statement. */
export async function findRows(scope: Scope, object: CatalogObject, question: Omit<IdsQuestion, 'object'>): Promise<Values[]> {
  const ids = compileIds(queryContext(scope), { ...question, object: object.name })
  const rows = await scope.state.tx.query(
    sql`SELECT json_agg(x.* ORDER BY x."$n")::text AS rows FROM (
  SELECT ${rowJson(object, 'a')}, f.n AS "$n" FROM (SELECT i.id, row_number() OVER () AS n FROM (${ids.sql}) i) f
  JOIN ${tableOf(scope.state, object)} a ON a.id = f.id) x`,
    { plan: ids.plan },
  )
  return jsonOf(rows).map((json) => fromJson(object, json))
}

const jsonOf = (rows: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  JSON.parse((rows[0]?.rows as string | null) ?? '[]') as Record<string, unknown>[]
