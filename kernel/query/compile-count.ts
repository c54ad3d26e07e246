import { type Sql, sql } from '../db/sql.ts'
import { type CompileOptions, where } from './build.ts'
import { searchConditions } from './filter/search-condition.ts'
import { planFor } from './plan.ts'
import type { Compiled, ListQuestion, QueryContext } from './question.ts'
import { reachBranches } from './statement/branches.ts'
import type { Source } from './statement/source.ts'
import { startBuild } from './statement/start-build.ts'

const most = 10_000

export type CountQuestion = Omit<ListQuestion, 'limit' | 'sort' | 'fields' | 'cursor'>

/**
 * How many records within the reader's reach there are. The statement answers one row: `count`, JSON text `{"value","exact"}`; counting
 * ends at 10,000 unless `exact`.
 *
 * @throws `kernel.unknown-object`, `kernel.forbidden`, `kernel.unknown-field`, `kernel.bad-filter`
 */
export function compileCount(context: QueryContext, question: CountQuestion, exact: boolean, options: CompileOptions = {}): Compiled {
  const build = startBuild(context, { ...options, readsAll: true }, { asOf: question.asOf })
  const source = build.open(build.asked(question.object))
  const conditions = [
    ...build.conditions(source, question.filter ?? {}),
    ...(question.q === undefined ? [] : searchConditions(source, question.q)),
  ]
  if (exact) {
    const counted = sql`SELECT 1 FROM ${source.from()}\n  WHERE ${where([...build.reachOf(source, 'read'), ...conditions])}`
    return {
      sql: sql`SELECT json_build_object('value', count(*), 'exact', true)::text AS "count" FROM (\n  ${counted}) AS found`,
      plan: 'custom',
    }
  }
  const limit = sql.raw(String(most))
  const text = sql`SELECT json_build_object('value', least(count(*), ${limit}), 'exact', count(*) <= ${limit})::text AS "count" FROM (
${upToLimit(source, conditions)}
  LIMIT ${sql.raw(String(most + 1))}) AS found`
  return { sql: text, plan: planFor(build, question) }
}

/** Each way into reach by itself, so that an index finds its records; a record that several ways lead to counts once. */
function upToLimit(source: Source, conditions: readonly Sql[]): Sql {
  const branches = reachBranches(source, 'read')
  if (branches === null || branches.length < 2) {
    return sql`  SELECT 1 FROM ${source.from()}\n  WHERE ${where([...source.build.reachOf(source, 'read'), ...conditions])}`
  }
  const legs = branches.map(
    (branch) => sql`(SELECT ${source.column('id')} FROM ${source.from()}
  WHERE ${where([source.build.byAccess(branch), ...conditions])} LIMIT ${sql.raw(String(most + 1))})`,
  )
  return sql.join(legs, '\nUNION\n')
}
