import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { reachCondition } from '../query/reach.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { readable, type Twin } from './find-twins.ts'
import { judgeOf } from './judge.ts'
import { actingTerms, twinTerms } from './twin-terms.ts'

/** What more records share than these says nothing: a switchboard, a word that stands for "unknown". */
const mostAlike = 20

/** A stored record that looks like given values. `isOpen`: whoever asks may read it. */
export type Candidate = Readonly<{ id: string; isOpen: boolean; terms: readonly string[] }>
export type Kin = Pick<Twin, 'id' | 'by' | 'sure' | 'score'>

/** Stored records by the terms that are looked for; one statement. */
export async function storedByTerm(
  scope: Scope,
  object: CatalogObject,
  terms: readonly string[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const found = new Map<string, Candidate[]>()
  if (terms.length === 0) return found
  // Each term is looked up by itself: 1,000 joined by "or" made the planner read all records, 0.3 s for 10,000 of them instead of 5 ms.
  const words = sql.id(scope.state.session.workspace.schema, object.words!)
  const rows = await scope.state.tx.query(sql`SELECT q.term, a.id, ${reachCondition(queryContext(scope), object.name, 'a', 'read')} AS open
    FROM unnest(${[...terms]}::text[]) AS q(term) JOIN ${words} k ON k.search @@ ('''' || q.term || '''')::tsquery
    JOIN ${tableOf(scope.state, object)} a ON a.id = k.id`)
  for (const row of rows) {
    const term = String(row.term)
    found.set(term, [...(found.get(term) ?? []), { id: String(row.id), isOpen: row.open === true, terms: [term] }])
  }
  return found
}

/** Those of the stored records that share any of the terms, each with all that it shares. */
export function candidatesOf(terms: readonly string[], stored: ReadonlyMap<string, readonly Candidate[]>): Candidate[] {
  const byId = new Map<string, Candidate>()
  for (const term of terms) {
    const some = stored.get(term) ?? []
    if (some.length > mostAlike) continue
    for (const candidate of some) {
      const shared = [...(byId.get(candidate.id)?.terms ?? []), term]
      byId.set(candidate.id, { ...candidate, terms: shared })
    }
  }
  return [...byId.values()]
}

/** By position of `rows`, stored records the actor may read that look like it, not those that only sound so; the sure ones first. One statement for all of them. */
export async function kinOf(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly (readonly Kin[])[]> {
  const terms = rows.map((row) => actingTerms(object, twinTerms(object, readable(scope, object, row))))
  const stored = await storedByTerm(scope, object, [...new Set(terms.flat())])
  const judge = await judgeOf(scope.state, object)
  return terms.map((some) =>
    candidatesOf(some, stored)
      .filter(({ isOpen }) => isOpen)
      .map(({ id, terms: shared }) => ({ id, ...judge(shared) }))
      .toSorted((a, b) => Number(b.sure) - Number(a.sure)),
  )
}
