import { type Sql, sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { answerColumns, readWanted } from './answer.ts'
import type { Half } from './as-of.ts'
import { type Build, type CompileOptions, where } from './build.ts'
import { reachBranches } from './branches.ts'
import { behind, cursorSql, type NullsLeg, readCursor } from './cursor.ts'
import { type Order, orderBy, readOrder } from './order.ts'
import { planFor } from './plan.ts'
import type { Compiled, ListQuestion, QueryContext } from './question.ts'
import { searchConditions } from './search-condition.ts'
import type { Source } from './source.ts'
import { startBuild } from './start-build.ts'

const mostRows = 500

/**
 * One page of records within the reader's reach. The statement answers one row: `rows`, JSON text of an array, and `next`, the cursor
 * of the page behind or null. Empty values come last in either direction of a sort.
 *
 * The ids of the page are found first, each way into reach by itself, so that each walks an index and ends after one page; titles of links
 * are joined to those alone.
 *
 * @throws `kernel.unknown-object`, `kernel.unknown-field`, `kernel.bad-filter`, `kernel.not-sortable`, `kernel.bad-cursor`,
 *   `kernel.bad-value` for a limit outside 1…500
 */
export function compileList(context: QueryContext, question: ListQuestion, options: CompileOptions = {}): Compiled {
  if (!Number.isInteger(question.limit) || question.limit < 1 || question.limit > mostRows) {
    fail('kernel.bad-value', { path: 'limit', min: 1, max: mostRows })
  }
  const build = startBuild(context, options, question.asOf)
  const object = build.object(question.object)
  const keys = keysOf(build, question, question.limit + 1)
  const page = sql.id(build.alias('page'))
  const row = build.open(object)
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

type Keys = Readonly<{ sql: Sql; order: Order; names: readonly Sql[] }>

/** Ids and sort keys of the first `limit` records behind the cursor, in order. */
export function keysOf(build: Build, question: Omit<ListQuestion, 'limit' | 'fields'>, limit: number): Keys {
  const source = build.open(build.object(question.object))
  const order = readOrder(source, question.sort)
  const conditions = [
    ...build.conditions(source, question.filter ?? {}),
    ...(question.q === undefined ? [] : searchConditions(source, question.q)),
  ]
  const before = question.cursor === undefined ? null : readCursor(order, question.cursor)
  const names = order.keys.map((_, i) => (i === order.keys.length - 1 ? sql.id('id') : sql.id(`k${i + 1}`)))
  const legs = legsOf(source, order).flatMap((leg) => {
    const rest = before === null ? [] : behind(order, before, leg.nulls)
    return rest === null ? [] : [legSql(source, { leg, order, names, limit, conditions: [...leg.conditions, ...conditions, ...rest] })]
  })
  if (legs.length === 1) return { sql: legs[0]!, order, names }
  const end = sql`ORDER BY ${orderBy(order, names)} LIMIT ${sql.raw(String(limit))}`
  return { sql: sql`${sql.join(legs.map((leg) => sql`(${leg})`), '\nUNION\n')}\n${end}`, order, names }
}

type Leg = Readonly<{ nulls: NullsLeg; half: Half; conditions: readonly Sql[] }>

/** The parts in which a list is sought, each of which an index can walk: by way into reach, by first key given or not, by now or then. */
function legsOf(source: Source, order: Order): Leg[] {
  const { build } = source
  const branches = reachBranches(source, 'read')
  const byReach = branches === null ? [[]] : branches.length === 0 ? [[build.byAccess(sql.raw('false'))]] : branches.map((branch) => [build.byAccess(branch)])
  const byNulls: readonly NullsLeg[] = order.splitsNulls ? ['values', 'nulls'] : ['all']
  const byHalf: readonly Half[] = build.asOf ? ['living', 'log'] : ['both']
  return byReach.flatMap((reach) => byNulls.flatMap((nulls) => byHalf.map((half) => ({ nulls, half, conditions: [...reach, ...nullsCondition(order, nulls)] }))))
}

const nullsCondition = (order: Order, nulls: NullsLeg): Sql[] =>
  nulls === 'all' ? [] : [sql`${order.keys[0]!.sql} ${sql.raw(nulls === 'nulls' ? 'IS NULL' : 'IS NOT NULL')}`]

type LegInput = Readonly<{ leg: Leg; order: Order; names: readonly Sql[]; limit: number; conditions: readonly Sql[] }>

function legSql(source: Source, { leg, order, names, limit, conditions }: LegInput): Sql {
  const selected = order.keys.map((key, i) => sql`${key.sql} AS ${names[i]!}`)
  // Where the first key is known to be given, or known to be empty, its index serves in both directions.
  const plain = leg.nulls === 'all' ? order : { ...order, keys: order.keys.map((key, i) => (i === 0 ? { ...key, isNullable: false } : key)) }
  return sql`  SELECT ${sql.join(selected)} FROM ${source.from(leg.half)}
  WHERE ${where(conditions)}
  ORDER BY ${orderBy(plain, names)} LIMIT ${sql.raw(String(limit))}`
}
