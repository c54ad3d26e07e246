import { type Sql, sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { CompileOptions } from './build.ts'
import { planFor } from './plan.ts'
import type { Compiled, ListQuestion, QueryContext } from './question.ts'
import { cursorSql } from './statement/cursor.ts'
import { keysOf } from './statement/keys.ts'
import { orderBy } from './statement/order.ts'
import { startWithRow } from './statement/row-part.ts'

const mostRows = 500
const page = sql.id('page')

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
  const { object, fields, asOf } = question
  const { build, part } = startWithRow(context, { object, fields, asOf, key: () => sql`${page}.id` }, options)
  const keys = keysOf(build, question, question.limit + 1)
  const limit = sql.raw(String(question.limit))
  const inOrder = (from: Sql) =>
    orderBy(
      keys.order,
      keys.names.map((name) => sql`${from}.${name}`),
    )
  const piece = sql`WITH found AS (
${keys.sql}
)
SELECT (SELECT coalesce(json_agg(record.*), '[]')::text FROM (
    SELECT ${part.columns}
    FROM (SELECT * FROM found ORDER BY ${inOrder(sql.id('found'))} LIMIT ${limit}) AS ${page}
    JOIN ${part.place} ON ${part.id} = ${page}.id${part.joins}
    ORDER BY ${inOrder(page)}) AS record) AS "rows",
  (SELECT ${cursorSql(keys.order, keys.names)} FROM (SELECT * FROM found
    WHERE (SELECT count(*) FROM found) > ${limit}
    ORDER BY ${inOrder(sql.id('found'))} OFFSET ${sql.raw(String(question.limit - 1))} LIMIT 1) AS last) AS "next"`
  return { sql: piece, plan: keys.isGathered ? 'generic' : planFor(build, question) }
}

/** The answer of a list as JSON text, from the one row of its statement. */
export const glueList = (row: Readonly<Record<string, unknown>>): string =>
  `{"rows":${row.rows as string},"next":${JSON.stringify(row.next ?? null)}}`
