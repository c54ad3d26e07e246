import { sql } from '../db/sql.ts'
import type { CompileOptions } from './build.ts'
import { searchConditions } from './filter/search-condition.ts'
import type { Compiled, ListQuestion, QueryContext } from './question.ts'
import { answerColumns, readWanted } from './statement/answer.ts'
import { orderBy, readOrder } from './statement/order.ts'
import { startBuild } from './statement/start-build.ts'

export type ExportQuestion = Omit<ListQuestion, 'limit' | 'cursor'>

/**
 * All records within the reader's reach, one row each, column `row`: the JSON text that a list would answer. Meant for a cursor.
 *
 * @throws as `compileList` does
 */
export function compileExport(context: QueryContext, question: ExportQuestion, options: CompileOptions = {}): Compiled {
  const build = startBuild(context, { ...options, readsAll: true }, { asOf: question.asOf })
  const object = build.object(question.object)
  const source = build.open(object)
  const order = readOrder(source, question.sort ?? ['id'])
  const columns = answerColumns(source, readWanted(build, object, question.fields))
  const conditions = [
    ...build.reachOf(source, 'read'),
    ...build.conditions(source, question.filter ?? {}),
    ...(question.q === undefined ? [] : searchConditions(source, question.q)),
  ]
  return {
    sql: sql`SELECT row_to_json(record.*)::text AS "row" FROM (
  SELECT ${columns}
  FROM ${source.from()}
  WHERE ${sql.all(conditions)}
  ORDER BY ${orderBy(
    order,
    order.keys.map((key) => key.sql),
  )}) AS record`,
    plan: 'custom',
  }
}
