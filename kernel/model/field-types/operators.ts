import { type Sql, sql } from '../../db/sql.ts'
import { fail } from '../fault.ts'
import type { Operator, OperatorInput } from '../field-type.ts'
import { checkText } from './read-text.ts'

export type Operators = Readonly<Record<string, Operator>>

/** How the values of a kind are compared. */
export type Comparison = Readonly<{
  /** Type that parameters are cast to, so that no plan hangs on a guess. */
  cast: string
  /** The parameter of one value of a filter. Never called with null. @throws `kernel.bad-value` */
  read(value: unknown, input: OperatorInput): unknown
  /** What is compared; the first column unless told otherwise. */
  on?(columns: readonly Sql[]): Sql
}>

const mostValues = 10_000

export const isEmpty = (columns: readonly Sql[]): Sql => sql`${columns[0]!} IS NULL`
export const isGiven = (columns: readonly Sql[]): Sql => sql`${columns[0]!} IS NOT NULL`

/** `empty: true` and `empty: false`. */
export const empty: Operator = ({ columns, value }) => {
  if (typeof value !== 'boolean') fail('kernel.bad-value', { want: 'yesNo' })
  return value ? isEmpty(columns) : isGiven(columns)
}

/** The values of `in` and `nin`. */
export function readList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) fail('kernel.bad-value', { want: 'list' })
  if (value.length > mostValues) fail('kernel.bad-value', { reason: 'too-many', max: mostValues, length: value.length })
  return value
}

const target = (how: Comparison, columns: readonly Sql[]): Sql => how.on?.(columns) ?? columns[0]!
const cast = (value: unknown, type: string): Sql => sql`${sql.param(value)}::${sql.raw(type)}`

/** `eq ne in nin empty`. `ne` and `nin` hold for empty values too; `null` stands for empty. */
export function equality(how: Comparison): Operators {
  return {
    eq: (input) =>
      input.value === null ? isEmpty(input.columns) : sql`${target(how, input.columns)} = ${cast(how.read(input.value, input), how.cast)}`,
    ne: (input) =>
      input.value === null
        ? isGiven(input.columns)
        : sql`${target(how, input.columns)} IS DISTINCT FROM ${cast(how.read(input.value, input), how.cast)}`,
    in: (input) => {
      const { values, hasNull } = split(how, input)
      const found = values.length > 0 ? [among(target(how, input.columns), values, how.cast)] : []
      return sql.any(hasNull ? [...found, isEmpty(input.columns)] : found)
    },
    nin: (input) => {
      const { values, hasNull } = split(how, input)
      const on = target(how, input.columns)
      if (values.length === 0) return hasNull ? isGiven(input.columns) : sql.raw('true')
      const others = sql`${on} <> ALL(${cast(values, `${how.cast}[]`)})`
      return hasNull ? others : sql.any([isEmpty(input.columns), others])
    },
    empty,
  }
}

function split(how: Comparison, input: OperatorInput): { values: unknown[]; hasNull: boolean } {
  const given = readList(input.value)
  const values = given.filter((value) => value !== null).map((value) => how.read(value, input))
  return { values, hasNull: values.length < given.length }
}

const among = (on: Sql, values: readonly unknown[], type: string): Sql =>
  values.length === 1 ? sql`${on} = ${cast(values[0], type)}` : sql`${on} = ANY(${cast(values, `${type}[]`)})`

/** `gt gte lt lte between`; `between` takes both ends in, and `null` leaves an end open. */
export function ranges(how: Comparison): Operators {
  const compare =
    (sign: string): Operator =>
    (input) =>
      sql`${target(how, input.columns)} ${sql.raw(sign)} ${cast(how.read(input.value, input), how.cast)}`
  return {
    gt: compare('>'),
    gte: compare('>='),
    lt: compare('<'),
    lte: compare('<='),
    between: (input) => {
      const [low, high] = readEnds(input.value)
      return sql.all([
        ...(low === null ? [] : [compare('>=')({ ...input, value: low })]),
        ...(high === null ? [] : [compare('<=')({ ...input, value: high })]),
      ])
    },
  }
}

/** The two ends of `between`; one of them may be null. */
export function readEnds(value: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(value) || value.length !== 2 || (value[0] === null && value[1] === null))
    fail('kernel.bad-value', { want: 'two-ends' })
  return [value[0], value[1]]
}

/** Text to look for inside others: as typed, in NFC. @throws `kernel.bad-value` when there is none. */
export function readPart(value: unknown): string {
  const text = checkText(value)
  if (text === '') fail('kernel.bad-value', { want: 'text' })
  return text
}

/** Text in which the signs of LIKE mean themselves. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** `contains startsWith`, upper and lower case alike. `prepare` turns what was typed into what is stored. */
export function matching(
  on: (columns: readonly Sql[]) => Sql = (columns) => columns[0]!,
  prepare: (text: string) => string = (text) => text,
): Operators {
  const like =
    (before: string): Operator =>
    ({ columns, value }) =>
      sql`${on(columns)} ILIKE ${`${before}${escapeLike(prepare(readPart(value)))}%`}::text`
  return { contains: like('%'), startsWith: like('') }
}

/** Text in the order of a Chinese directory: digits, Chinese characters by pinyin, then Latin letters; independent of the database's own collation. */
export const inPinyinOrder = (text: Sql): Sql => sql`${text} COLLATE "zh-x-icu"`

type Measures = Readonly<Record<string, (columns: readonly Sql[]) => Sql>>
/** Smallest and largest of a kind that has an order. */
export const ends: Measures = {
  min: ([column]) => sql`min(${column!})`,
  max: ([column]) => sql`max(${column!})`,
}
export const sums: Measures = {
  sum: ([column]) => sql`sum(${column!})`,
  avg: ([column]) => sql`avg(${column!})`,
  median: ([column]) => sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY ${column!})`,
  p75: ([column]) => sql`percentile_cont(0.75) WITHIN GROUP (ORDER BY ${column!})`,
  ...ends,
}
