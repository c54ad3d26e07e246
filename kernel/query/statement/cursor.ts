import { createHash } from 'node:crypto'
import { type Sql, sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import type { Order, SortKey } from './order.ts'

const seal = (orderName: string): string => createHash('md5').update(orderName).digest('hex').slice(0, 12)
const sealLength = 12

/**
 * SQL of the cursor that continues behind a record: its sort keys as texts and a seal over them and the sort, in base64url.
 * The seal finds cursors of another sort and mistyped ones; it is no secret and guards none.
 */
export function cursorSql(order: Order, keys: readonly Sql[]): Sql {
  const texts = sql`json_build_array(${sql.join(keys.map((key) => sql`${key}::text`))})::text`
  const sealed = sql`left(md5(${sql.literal(seal(order.name))} || ${texts}), ${sql.raw(String(sealLength))}) || ${texts}`
  return sql`translate(encode(convert_to(${sealed}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`
}

/** The sort keys of the record before. @throws `kernel.bad-cursor` */
export function readCursor(order: Order, cursor: string): readonly (string | null)[] {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const keys = text.slice(sealLength)
  const expected = createHash('md5')
    .update(seal(order.name) + keys)
    .digest('hex')
    .slice(0, sealLength)
  if (text.slice(0, sealLength) !== expected) fail('kernel.bad-cursor')
  const values = JSON.parse(keys) as (string | null)[]
  return values.length === order.keys.length ? values : fail('kernel.bad-cursor')
}

/** Which records of a leg of the list are meant: all, those with a value in the first key, or those without one. */
export type NullsLeg = 'all' | 'values' | 'nulls'

/**
 * What must hold for records of a leg that come behind the record with these keys; null when none can.
 *
 * Parameters stand bare, so that the server reads each as the type of the key that it is compared with.
 */
export function behind(order: Order, values: readonly (string | null)[], leg: NullsLeg): Sql[] | null {
  const [first, ...rest] = order.keys.map((key, i) => ({
    key,
    value: values[i] === null ? null : sql.param(values[i], 'where the page before ended'),
  }))
  if (leg === 'values' && first!.value === null) return null
  // In the leg of empty values all are behind a record that has one; else the other keys decide.
  if (leg === 'nulls') return first!.value === null ? [lexicographic(rest as Bound[])] : []
  const bounds = [first!, ...rest] as Bound[]
  if (bounds.every(({ key }) => !key.isNullable && key.isDescending === first!.key.isDescending)) return [rowwise(bounds)]
  if (leg === 'values')
    return [sql`${first!.key.sql} ${sql.raw(first!.key.isDescending ? '<=' : '>=')} ${first!.value}`, lexicographic(bounds)]
  return [lexicographic(bounds)]
}

type Bound = Readonly<{ key: SortKey; value: Sql | null }>

const rowwise = (bounds: readonly Bound[]): Sql =>
  sql`(${sql.join(bounds.map(({ key }) => key.sql))}) ${sql.raw(bounds[0]!.key.isDescending ? '<' : '>')} (${sql.join(bounds.map(({ value }) => value as Sql))})`

/** Behind in the first key, or equal there and behind in the next, and so on. */
function lexicographic(bounds: readonly Bound[]): Sql {
  const [first, ...rest] = bounds
  if (!first) return sql.raw('false')
  const after = afterOne(first)
  if (rest.length === 0) return after ?? sql.raw('false')
  const same = first.value === null ? sql`${first.key.sql} IS NULL` : sql`${first.key.sql} = ${first.value}`
  const inTurn = sql.all([same, lexicographic(rest)])
  return after ? sql.any([after, inTurn]) : inTurn
}

/** Empty values are last, so nothing is behind an empty one. */
function afterOne({ key, value }: Bound): Sql | null {
  if (value === null) return null
  const beyond = sql`${key.sql} ${sql.raw(key.isDescending ? '<' : '>')} ${value}`
  return key.isNullable ? sql.any([beyond, sql`${key.sql} IS NULL`]) : beyond
}
