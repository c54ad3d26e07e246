import { type Sql, sql } from '../db/sql.ts'
import type { ReachVerb } from './build.ts'
import { searchConditions } from './filter/search-condition.ts'
import type { FilterInput, QueryContext } from './question.ts'
import { startBuild } from './statement/start-build.ts'

export type SetQuestion = Readonly<{
  object: string
  filter?: FilterInput
  q?: string
  /** Those among these records. */
  ids?: readonly string[]
  /** What the actor must be allowed to do with them beside reading them. */
  verb?: ReachVerb
}>

/**
 * All records that a question means, in no order: a SELECT of one column `id`, to stand in a larger statement.
 *
 * @throws as `compileList` does
 */
export function compileSet(context: QueryContext, { object, filter, q, ids, verb }: SetQuestion): Sql {
  const build = startBuild(context, { readsAll: true })
  const source = build.open(build.asked(object))
  const conditions = [
    ...(ids === undefined ? [] : [sql`${source.column('id')} = ANY(${[...ids]}::uuid[])`]),
    ...build.reachOf(source, 'read'),
    ...(verb && verb !== 'read' ? build.reachOf(source, verb) : []),
    ...build.conditions(source, filter ?? {}),
    ...(q === undefined || q === '' ? [] : searchConditions(source, q)),
  ]
  return sql`SELECT ${source.column('id')} AS id FROM ${source.from()} WHERE ${sql.all(conditions)}`
}
