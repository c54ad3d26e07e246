import { sql } from '../db/sql.ts'
import type { CompileOptions, ReachVerb } from './build.ts'
import { isOfFew } from './plan.ts'
import type { Compiled, FilterInput, QueryContext } from './question.ts'
import { keysOf } from './statement/keys.ts'
import { orderBy } from './statement/order.ts'
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
  const build = startBuild(context, options)
  const { sql: found, order, names } = keysOf(build, { ...question, sort: question.sort ?? ['-updatedAt'] }, Math.trunc(question.limit))
  const plan = isOfFew(build, question) ? 'generic' : 'custom'
  return { sql: sql`SELECT id FROM (\n${found}) AS found\nORDER BY ${orderBy(order, names)}`, plan }
}
