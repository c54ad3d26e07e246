import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { reachCondition } from '../query/reach.ts'
import { shownTitle } from '../query/shown.ts'
import { queryContext, type Scope } from './state.ts'
import { tableOf } from './store.ts'

/** What is answered for a link whose record is out of reach: that there is one, and nothing else. */
export const hiddenLink = Object.freeze({ id: null, title: null, hidden: true })

/** What links of an object lead to, as far as the actor may read it. */
export type Targets = Readonly<{
  /** The title of a linked record that the actor may read. */
  titleOf(field: string, id: unknown): string | null
  /** The value names a record that the actor may not know of. */
  isCut(field: string, id: unknown): boolean
}>

/** Looks up what the links among these values lead to; one statement per object linked to. */
export async function readableTargets(
  scope: Scope,
  object: CatalogObject,
  values: readonly (readonly [field: string, value: unknown])[],
): Promise<Targets> {
  const refersOf = (name: string) => object.fields[name]?.refers ?? null
  const ids = new Map<string, Set<string>>()
  for (const [name, value] of values) {
    const target = refersOf(name)
    if (target && typeof value === 'string') ids.set(target, (ids.get(target) ?? new Set()).add(value))
  }
  const titles = new Map<string, string>()
  for (const [name, wanted] of ids) {
    const target = scope.state.catalog.objects[name]!
    const title = shownTitle(queryContext(scope), target, (column) => sql`a.${sql.id(column)}::text`)
    const rows = await scope.state.tx.query(sql`
      SELECT a.id, ${title} AS title FROM ${tableOf(scope.state, target)} a
      WHERE a.id = ANY(${[...wanted]}::uuid[]) AND ${reachCondition(queryContext(scope), name, 'a', 'read')}`)
    for (const row of rows) titles.set(`${name} ${String(row.id)}`, String(row.title ?? ''))
  }
  return {
    titleOf: (name, id) => titles.get(`${refersOf(name)} ${String(id)}`) ?? null,
    isCut(name, id) {
      const target = refersOf(name)
      if (!target || typeof id !== 'string' || titles.has(`${target} ${id}`)) return false
      // Who may read all of them learns nothing from an id: the record is gone.
      return scope.state.access.reach(scope.actor, target, 'read').kind !== 'all'
    },
  }
}
