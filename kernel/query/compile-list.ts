import { type Sql, sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { answerColumns, readWanted } from './answer.ts'
import type { CompileOptions } from './build.ts'
import { cursorSql } from './cursor.ts'
import { keysOf } from './keys.ts'
import { orderBy } from './order.ts'
import { planFor } from './plan.ts'
import type { Compiled, ListQuestion, QueryContext } from './question.ts'
import { startBuild } from './start-build.ts'

const mostRows = 500

/**
 * One page of records within the reader's reach. The statement answers one row: `rows`, JSON text of an array, and `next`, the cursor
 * of the page behind or null. Empty values come last in either direction of a sort.
 *
 * The ids of the page are found first, each way into reach by itself, so that each walks an index and ends after one page; titles of links
 * are joined to those alone.
 *
 * @throws `kernel.unknown-object`, `kernel.forbidden`, `kernel.unknown-field`, `kernel.bad-filter`, `kernel.not-sortable`, `kernel.bad-cursor`,
 *   `kernel.bad-value` for a limit outside 1…500
 */
export function compileList(context: QueryContext, question: ListQuestion, options: CompileOptions = {}): Compiled {
  if (!Number.isInteger(question.limit) || question.limit < 1 || question.limit > mostRows) {
    fail('kernel.bad-value', { path: 'limit', min: 1, max: mostRows })
  }
  const build = startBuild(context, options, question.asOf)
  const object = build.asked(question.object)
  const keys = keysOf(build, question, question.limit + 1)
  const page = sql.id(build.alias('page'))
  const row = build.open(object, object.table, sql`${page}.id`)
  const wanted = readWanted(build, object, question.fields)
  const columns = answerColumns(row, wanted)
  const limit = sql.raw(String(question.limit))
  const inOrder = (from: Sql) => orderBy(keys.order, keys.names.map((name) => sql`${from}.${name}`))
  const piece = sql`WITH found AS (
${keys.sql}
)
SELECT (SELECT coalesce(json_agg(record), '[]')::text FROM (
    SELECT ${columns}
    FROM (SELECT * FROM found ORDER BY ${inOrder(sql.id('found'))} LIMIT ${limit}) AS ${page}
    JOIN ${row.place()} ON ${row.column('id')} = ${page}.id${row.joins()}
    ORDER BY ${inOrder(page)}) AS record) AS "rows",
  (SELECT ${cursorSql(keys.order, keys.names)} FROM found
    WHERE (SELECT count(*) FROM found) > ${limit}
    ORDER BY ${inOrder(sql.id('found'))} OFFSET ${sql.raw(String(question.limit - 1))} LIMIT 1) AS "next"`
  return { sql: piece, plan: planFor(build, question) }
}

/** The answer of a list as JSON text, from the one row of its statement. */
export const glueList = (row: Readonly<Record<string, unknown>>): string => `{"rows":${row.rows as string},"next":${JSON.stringify(row.next ?? null)}}`
