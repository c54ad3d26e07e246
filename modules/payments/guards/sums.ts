import { type AnyObject, fail, type RowOf, type Work } from '#kernel'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import type { contract } from '#objects/contracts'

/** Allocations that hold a contract to its amount: what came, less what goes back, a refund that finance has yet to confirm among it. Deposits are the customer's. */
export const came = {
  'receipt.kind': { ne: 'deposit' },
  or: [
    { 'receipt.status': { in: ['confirmed', 'reversed'] } },
    { 'receipt.refundOf': { empty: false } },
    { 'receipt.reverses': { empty: false } },
  ],
}

type Part = Readonly<{ amount: unknown }>
type Filter = Parameters<Work['find']>[1]
/** Ids, and the filter that means what belongs to some of them. */
type Meant = Readonly<{ ids: readonly string[]; of(ids: readonly string[]): Filter }>

/** Sum by record, to the cent. */
export function sumsBy<T extends Part>(parts: readonly T[], of: (part: T) => string | null): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const part of parts) {
    const id = of(part)
    if (id) sums.set(id, toCents((sums.get(id) ?? 0) + (amountOf(part.amount) ?? 0)))
  }
  return sums
}

/** Whether parts lie between nothing and the whole, on the whole's side of zero. */
export const isWithin = (sum: number, whole: number): boolean => sum <= Math.max(whole, 0) && sum >= Math.min(whole, 0)

/** What may be billed and paid of a contract: its amount, of a frame without one what is ordered under it. */
export const limitOf = (row: RowOf<typeof contract>) => row.amount ?? (row.form === 'frame' ? row.calledOff : null)

/** All parts are in the currency of the whole. @throws `payments.other-currency` */
export function sameCurrency(whole: unknown, parts: readonly Part[], at: Readonly<Record<string, unknown>>): void {
  if (!whole) return
  const wanted = moneyOf(whole).currency
  const other = parts.map(({ amount }) => (amount ? moneyOf(amount).currency : wanted)).find((currency) => currency !== wanted)
  if (other) fail('payments.other-currency', { ...at, currency: other, wanted })
}

const portion = 200
/** As many as a work finds at once. */
const page = 10_000

/** Ids without doubles, in order, as many at a time as a filter takes. */
export function* portionsOf(ids: readonly string[]): Generator<string[]> {
  const all = [...new Set(ids)].toSorted()
  for (let from = 0; from < all.length; from += portion) yield all.slice(from, from + portion)
}

/**
 * Every record that the filter means of some ids, to the last one: a sum over the first of them would let too much through.
 *
 * @throws `payments.too-many-parts` where one id alone has more than can be counted
 */
export async function every<O extends AnyObject>(work: Work, object: O, { ids, of }: Meant): Promise<RowOf<O>[]> {
  const found: RowOf<O>[][] = []
  for (const part of portionsOf(ids)) found.push(await whole(work, object, { ids: part, of }))
  return found.flat()
}

async function whole<O extends AnyObject>(work: Work, object: O, { ids, of }: Meant): Promise<RowOf<O>[]> {
  const rows = await work.find(object, of(ids), { limit: page })
  if (rows.length < page) return rows
  if (ids.length === 1) fail('payments.too-many-parts', { object: object.name, most: page - 1 })
  const half = Math.ceil(ids.length / 2)
  return [...(await whole(work, object, { ids: ids.slice(0, half), of })), ...(await whole(work, object, { ids: ids.slice(half), of }))]
}

/**
 * Goes through records some at a time, each held by what is counted of it: of two works that count the same, the second sees what the first has left.
 */
export async function eachHeld(work: Work, what: string, ids: readonly string[], check: (part: string[]) => Promise<void>): Promise<void> {
  for (const part of portionsOf(ids)) {
    await work.hold(part.map((id) => `${what} ${id}`))
    await check(part)
  }
}
