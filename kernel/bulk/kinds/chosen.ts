import { sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { type Fault, fail } from '../../model/fault.ts'
import { isUuid } from '../../model/uuid.ts'
import { compileSet } from '../../query/compile-set.ts'
import type { FilterInput } from '../../query/question.ts'
import { shownTitle } from '../../query/shown.ts'
import { queryContext, type Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import type { NewRun } from '../bulk-kind.ts'
import { itemTable, type LeftOut } from '../bulk-rows.ts'

export const mostRecords = 1_000_000
const mostIds = 10_000

/** The records that somebody chose: named one by one, or all that a filter and words find. */
export type Choice = Readonly<{ ids?: readonly string[]; filter?: FilterInput; q?: string; expect?: number }>

/** Reads a choice as it came over the wire. @throws `kernel.bad-value`, `kernel.required` */
export function readChoice({ ids, filter, q, expect }: Readonly<Record<string, unknown>>): Choice {
  if (ids !== undefined && !(Array.isArray(ids) && ids.every(isUuid))) fail('kernel.bad-value', { path: 'ids', want: 'list' })
  if (Array.isArray(ids) && ids.length > mostIds) fail('kernel.too-large', { reason: 'rows', max: mostIds })
  if (ids === undefined && filter === undefined) fail('kernel.required', { path: 'filter' })
  if (filter !== undefined && (typeof filter !== 'object' || filter === null)) fail('kernel.bad-value', { path: 'filter', want: 'object' })
  if (q !== undefined && typeof q !== 'string') fail('kernel.bad-value', { path: 'q', want: 'text' })
  if (expect !== undefined && !Number.isSafeInteger(expect)) fail('kernel.bad-value', { path: 'expect', want: 'integer' })
  return { ids, filter, q, expect } as Choice
}

/** Writes down which records the run is about: those there are now, whatever the run makes of them. @throws `kernel.expected-other-count`, `kernel.too-large` */
export async function gather(scope: Scope, run: NewRun, choice: Choice): Promise<number> {
  const { state } = scope
  const { expect, ...which } = choice
  const { workspace } = state.session
  const count = await state.tx.affected(sql`INSERT INTO ${itemTable(workspace)} (run_id, id)
    SELECT ${run.id}::uuid, found.id FROM (${compileSet(queryContext(scope), { object: run.object!.name, ...which })} LIMIT ${sql.raw(String(mostRecords + 1))}) found`)
  if (count > mostRecords) fail('kernel.too-large', { reason: 'rows', max: mostRecords })
  if (expect !== undefined && expect !== count)
    fail('kernel.expected-other-count', { object: run.object!.name, expected: expect, found: count })
  return count
}

/** The records with their titles, for whoever reads what was left out. Titles the actor may not see stay away. */
export async function withTitles(
  scope: Scope,
  object: CatalogObject,
  left: readonly Readonly<{ id: string; code: string; details?: Readonly<Record<string, unknown>> }>[],
): Promise<LeftOut[]> {
  const some = left.slice(0, 100)
  if (some.length === 0) return []
  const title = shownTitle(queryContext(scope), object, (column) => sql`a.${sql.id(column)}::text`)
  const rows = await scope.state.tx.query(sql`SELECT a.id, ${title} AS title FROM ${tableOf(scope.state, object)} a
    WHERE a.id IN (${compileSet(queryContext(scope), { object: object.name, ids: some.map(({ id }) => id) })})`)
  const titles = new Map(rows.map((row) => [String(row.id), row.title as string | null]))
  return some.map((one) => ({ ...one, title: titles.get(one.id) ?? null }))
}

/** A fault as the reason for leaving a record out. */
export const reasonOf = (id: string, fault: Fault): Readonly<{ id: string; code: string; details: Readonly<Record<string, unknown>> }> => {
  const issue = fault.issues[0]
  return { id, code: issue?.code ?? fault.code, details: issue ? { ...issue.details, path: issue.path } : fault.details }
}
