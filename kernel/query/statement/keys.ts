import { type Sql, sql } from '../../db/sql.ts'
import { type Build, type ReachVerb, where } from '../build.ts'
import { searchOf } from '../filter/search-condition.ts'
import type { ListQuestion } from '../question.ts'
import type { Half } from './as-of.ts'
import { reachBranches } from './branches.ts'
import { behind, type NullsLeg, readCursor } from './cursor.ts'
import { type Order, orderBy, readOrder } from './order.ts'
import type { Source } from './source.ts'

/** `isGathered`: sought by words that few have, one way whatever the values are. */
export type Keys = Readonly<{ sql: Sql; order: Order; names: readonly Sql[]; isGathered: boolean }>

/** A list, and what else the reader must be allowed to do with its records. */
export type KeysQuestion = Omit<ListQuestion, 'limit' | 'fields'> & Readonly<{ verb?: ReachVerb }>

/** Ids and sort keys of the first `limit` records behind the cursor, in order. */
export function keysOf(build: Build, question: KeysQuestion, limit: number): Keys {
  const source = build.open(build.asked(question.object))
  const order = readOrder(source, question.sort)
  const walks = order.splitsNulls || !order.keys[0]!.isNullable
  const search = question.q === undefined ? null : searchOf(source, question.q, walks)
  const allowed = question.verb && question.verb !== 'read' ? build.reachOf(source, question.verb) : []
  const conditions = [...allowed, ...build.conditions(source, question.filter ?? {}), ...(search?.conditions ?? [])]
  const isGathered = search?.isRare ?? false
  const before = question.cursor === undefined ? null : readCursor(order, question.cursor)
  const names = order.keys.map((_, i) => (i === order.keys.length - 1 ? sql.id('id') : sql.id(`k${i + 1}`)))
  const legs = legsOf(source, order, isGathered).flatMap((leg) => {
    const rest = before === null ? [] : behind(order, before, leg.nulls)
    return rest === null
      ? []
      : [legSql(source, { leg, order, names, limit, isGathered, conditions: [...leg.conditions, ...conditions, ...rest] })]
  })
  if (legs.length === 1) return { sql: legs[0]!, order, names, isGathered }
  const end = sql`ORDER BY ${orderBy(order, names)} LIMIT ${sql.raw(String(limit))}`
  return {
    sql: sql`${sql.join(
      legs.map((leg) => sql`(${leg})`),
      '\nUNION\n',
    )}\n${end}`,
    order,
    names,
    isGathered,
  }
}

type Leg = Readonly<{ nulls: NullsLeg; half: Half; conditions: readonly Sql[] }>

/**
 * The parts in which a list is sought, each of which an index can walk: by way into reach, by first key given or not, by now or then. What is gathered
 * by words is not walked, so each record is asked once for all ways.
 */
function legsOf(source: Source, order: Order, isGathered: boolean): Leg[] {
  const { build } = source
  const branches = isGathered ? null : reachBranches(source, 'read')
  const byReach =
    branches === null
      ? [isGathered ? build.reachOf(source, 'read') : []]
      : branches.length === 0
        ? [[build.byAccess(sql.raw('false'))]]
        : branches.map((branch) => [build.byAccess(branch)])
  const byNulls: readonly NullsLeg[] = order.splitsNulls ? ['values', 'nulls'] : ['all']
  const byHalf: readonly Half[] = build.asOf ? ['living', 'log'] : ['both']
  return byReach.flatMap((reach) =>
    byNulls.flatMap((nulls) => byHalf.map((half) => ({ nulls, half, conditions: [...reach, ...nullsCondition(order, nulls)] }))),
  )
}

const nullsCondition = (order: Order, nulls: NullsLeg): Sql[] =>
  nulls === 'all' ? [] : [sql`${order.keys[0]!.sql} ${sql.raw(nulls === 'nulls' ? 'IS NULL' : 'IS NOT NULL')}`]

type LegInput = Readonly<{ leg: Leg; order: Order; names: readonly Sql[]; limit: number; conditions: readonly Sql[]; isGathered: boolean }>

function legSql(source: Source, { leg, order, names, limit, conditions, isGathered }: LegInput): Sql {
  const selected = order.keys.map((key, i) => sql`${key.sql} AS ${names[i]!}`)
  // Where the first key is known to be given, or known to be empty, its index serves in both directions.
  const plain =
    leg.nulls === 'all' ? order : { ...order, keys: order.keys.map((key, i) => (i === 0 ? { ...key, isNullable: false } : key)) }
  const end = sql`ORDER BY ${orderBy(plain, names)} LIMIT ${sql.raw(String(limit))}`
  const found = sql`  SELECT ${sql.join(selected)} FROM ${source.from(leg.half)}
  WHERE ${where(conditions)}`
  // OFFSET 0 keeps the server from walking by time past all that the words do not find.
  return isGathered ? sql`  SELECT * FROM (\n${found} OFFSET 0) AS gathered\n  ${end}` : sql`${found}\n  ${end}`
}
