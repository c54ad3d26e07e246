import { sql } from '../db/sql.ts'
import { type Build, type CompileOptions, type ReachVerb, where } from './build.ts'
import { searchConditions } from './filter/search-condition.ts'
import type { Compiled, FilterInput, QueryContext } from './question.ts'
import { orderBy, readOrder } from './statement/order.ts'
import { startBuild } from './statement/start-build.ts'

export type IdsQuestion = Readonly<{
  object: string
  filter?: FilterInput
  q?: string
  /** As in lists; newest change first unless told otherwise. */
  sort?: readonly string[]
  /** What the actor must be allowed to do with the records; `read` unless told otherwise. */
  verb?: ReachVerb
  limit: number
}>

/** Ids of the first `limit` records, one row each, column `id`. @throws as `compileList` does for filter and sort */
export function compileIds(context: QueryContext, question: IdsQuestion, options: CompileOptions = {}): Compiled {
  const build: Build = startBuild(context, options)
  const source = build.open(build.asked(question.object))
  const order = readOrder(source, question.sort ?? ['-updatedAt'])
  const conditions = [
    ...build.reachOf(source, 'read'),
    ...(question.verb && question.verb !== 'read' ? build.reachOf(source, question.verb) : []),
    ...build.conditions(source, question.filter ?? {}),
    ...(question.q === undefined ? [] : searchConditions(source, question.q)),
  ]
  const sorted = orderBy(
    order,
    order.keys.map((key) => key.sql),
  )
  return {
    sql: sql`SELECT ${source.column('id')} AS id FROM ${source.from()}\nWHERE ${where(conditions)}\nORDER BY ${sorted} LIMIT ${sql.raw(String(Math.trunc(question.limit)))}`,
    plan: 'custom',
  }
}
