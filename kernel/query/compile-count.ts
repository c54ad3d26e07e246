import { sql } from '../db/sql.ts'
import { type CompileOptions, where } from './build.ts'
import { planFor } from './plan.ts'
import type { Compiled, ListQuestion, QueryContext } from './question.ts'
import { searchConditions } from './search-condition.ts'
import { startBuild } from './start-build.ts'

const most = 10_000

export type CountQuestion = Omit<ListQuestion, 'limit' | 'sort' | 'fields' | 'cursor'>

/**
 * How many records within the reader's reach there are. The statement answers one row: `count`, JSON text `{"value","exact"}`; counting
 * ends at 10,000 unless `exact`.
 *
 * @throws `kernel.unknown-object`, `kernel.forbidden`, `kernel.unknown-field`, `kernel.bad-filter`
 */
export function compileCount(context: QueryContext, question: CountQuestion, exact: boolean, options: CompileOptions = {}): Compiled {
  const build = startBuild(context, options, question.asOf)
  const source = build.open(build.asked(question.object))
  const conditions = [
    ...build.reachOf(source, 'read'),
    ...build.conditions(source, question.filter ?? {}),
    ...(question.q === undefined ? [] : searchConditions(source, question.q)),
  ]
  const counted = sql`SELECT 1 FROM ${source.from()}\n  WHERE ${where(conditions)}`
  const text = exact
    ? sql`SELECT json_build_object('value', count(*), 'exact', true)::text AS "count" FROM (\n  ${counted}) AS found`
    : sql`SELECT json_build_object('value', least(count(*), ${sql.raw(String(most))}), 'exact', count(*) <= ${sql.raw(String(most))})::text AS "count" FROM (
  ${counted}
  LIMIT ${sql.raw(String(most + 1))}) AS found`
  return { sql: text, plan: planFor(build, question) }
}
