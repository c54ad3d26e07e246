import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { type CompileOptions, where } from './build.ts'
import type { Compiled, OneQuestion, QueryContext } from './question.ts'
import { startWithRow } from './statement/row-part.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * One record. The statement answers one row, `row`, its JSON text; no row when there is no such record within the reader's reach.
 * Without `fields` everything the reader may see, lines and figures over children included.
 *
 * @throws `kernel.unknown-object`, `kernel.forbidden`, `kernel.unknown-field`; `kernel.not-found` for what is no id
 */
export function compileOne(context: QueryContext, question: OneQuestion, options: CompileOptions = {}): Compiled {
  if (!uuid.test(question.id)) fail('kernel.not-found', { object: question.object, id: question.id })
  const id = sql`${sql.param(question.id, 'the record')}::uuid`
  const { object, asOf } = question
  const { part } = startWithRow(context, { object, fields: question.fields ?? ['*'], asOf, key: () => id }, options)
  return {
    sql: sql`SELECT row_to_json(record.*)::text AS "row" FROM (
  SELECT ${part.columns}
  FROM ${part.place}${part.joins}
  WHERE ${where([sql`${part.id} = ${id}`, ...part.reach])}) AS record`,
    plan: 'generic',
  }
}
