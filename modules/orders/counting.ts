import { type AnyObject, fail, type RowOf, type Work } from '#kernel'
import { type LineInput, partOfLine } from '#objects/catalog'

type Filter = Parameters<Work['find']>[1]

/** As many as a work finds at once. */
const page = 10_000

/**
 * Every record of a filter, to the last one: a sum over the first of them would say too little.
 *
 * @throws `orders.too-many` where one moment has more of them than can be counted
 */
export async function every<O extends AnyObject>(work: Work, object: O, filter: Filter): Promise<RowOf<O>[]> {
  const found = new Map<string, RowOf<O>>()
  for (let from: string | null = null; ; ) {
    const since: Filter = from === null ? filter : ({ and: [filter, { createdAt: { gte: from } }] } as never)
    const rows: RowOf<O>[] = await work.find(object, since, { limit: page, sort: ['createdAt', 'id'] })
    for (const row of rows) found.set(told(row).id, row)
    if (rows.length < page) return [...found.values()]
    const last = told(rows.at(-1)!).createdAt
    if (last === from) fail('orders.too-many', { object: object.name, most: page })
    from = last
  }
}

const told = (row: unknown) => row as Readonly<{ id: string; createdAt: string }>

/** Records by their ids, those that there are. */
export async function byId<O extends AnyObject>(work: Work, object: O, ids: readonly string[]): Promise<ReadonlyMap<string, RowOf<O>>> {
  const found = new Map<string, RowOf<O>>()
  for (const part of portionsOf(ids))
    for (const row of await work.find(object, { id: { in: part } }, { limit: part.length })) found.set(told(row).id, row)
  return found
}

/** Whole pieces of quantities, which have four digits; takes back what binary fractions lose. */
export const toPieces = (quantity: number): number => Math.round(quantity * 10_000) / 10_000

/** A position with what of it is still owed: nothing that was given up. */
export const owed = <T extends LineInput & Readonly<{ quantity: number | null; givenUp: number | null }>>(line: T): T =>
  partOfLine(line, toPieces((line.quantity ?? 0) - (line.givenUp ?? 0)))

/** Sum of a quantity by some key; what has no key counts nowhere. */
export function quantities<T>(rows: readonly T[], by: (row: T) => string | null, of: (row: T) => number): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const key = by(row)
    if (key) sums.set(key, toPieces((sums.get(key) ?? 0) + of(row)))
  }
  return sums
}

const portion = 200

/** Ids without doubles, in order, as many at a time as a filter takes. */
export function* portionsOf(ids: readonly string[]): Generator<string[]> {
  const all = [...new Set(ids)].toSorted()
  for (let from = 0; from < all.length; from += portion) yield all.slice(from, from + portion)
}
