import { type Sql, sql } from '../../db/sql.ts'
import type { Amend, OperatorInput } from '../field-type.ts'
import { empty, isEmpty, isGiven, type Operators, readList } from './operators.ts'

type ReadItem = (value: unknown, input: OperatorInput) => string

/**
 * Operators of columns `text[]` without doubles, seen as sets: `contains` all of, `in` any of, `nin` none of,
 * `eq` and `ne` the same whatever the order, `empty`. A lone value stands for a list of one.
 */
export function setOperators(read: ReadItem): Operators {
  const items = (input: OperatorInput): string[] =>
    (Array.isArray(input.value) ? readList(input.value) : [input.value]).map((value) => read(value, input))
  const same = (column: Sql, values: readonly string[]): Sql => sql`(${column} @> ${values}::text[] AND ${column} <@ ${values}::text[])`
  return {
    contains: (input) => sql`${input.columns[0]!} @> ${items(input)}::text[]`,
    in: (input) => sql`${input.columns[0]!} && ${items(input)}::text[]`,
    nin: (input) => sql.any([isEmpty(input.columns), sql`NOT ${input.columns[0]!} && ${items(input)}::text[]`]),
    eq: (input) => (input.value === null ? isEmpty(input.columns) : same(input.columns[0]!, items(input))),
    ne: (input) =>
      input.value === null ? isGiven(input.columns) : sql.any([isEmpty(input.columns), sql`NOT ${same(input.columns[0]!, items(input))}`]),
    empty,
  }
}

const itemsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : [])

/** Putting in and taking out of columns `text[]` without doubles; what was there keeps its order, what is new comes last. */
export const amendSet = (mostItems?: number): Amend => ({
  value: (before, { add, take }) => {
    const left = [...new Set([...itemsOf(before), ...itemsOf(add)])].filter((item) => !itemsOf(take).includes(item))
    return left.length > 0 ? left : null
  },
  cells: ([column], { add, take }) => [
    sql`nullif(ARRAY(SELECT item FROM (SELECT item, min(place) AS place FROM unnest(coalesce(${column!}, '{}') || ${[...itemsOf(add)]}::text[])
      WITH ORDINALITY AS all_items(item, place) WHERE item <> ALL(${[...itemsOf(take)]}::text[]) GROUP BY item) AS left_items ORDER BY place), '{}')`,
  ],
  ...(mostItems === undefined ? {} : { fits: ([cell]) => sql`coalesce(cardinality(${cell!}), 0) <= ${sql.raw(String(mostItems))}` }),
})
