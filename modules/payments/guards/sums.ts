import { fail, type Work } from '#kernel'
import { amountOf, moneyOf, toCents } from '#objects/catalog'

type Part = Readonly<{ amount: unknown }>

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

/** All parts are in the currency of the whole. @throws `payments.other-currency` */
export function sameCurrency(whole: unknown, parts: readonly Part[], at: Readonly<Record<string, unknown>>): void {
  if (!whole) return
  const wanted = moneyOf(whole).currency
  const other = parts.map(({ amount }) => (amount ? moneyOf(amount).currency : wanted)).find((currency) => currency !== wanted)
  if (other) fail('payments.other-currency', { ...at, currency: other, wanted })
}

const portion = 200

/**
 * Goes through records some at a time, each held by what is counted of it: of two works that count the same, the second sees what the first has left.
 */
export async function eachHeld(work: Work, what: string, ids: readonly string[], check: (part: string[]) => Promise<void>): Promise<void> {
  const all = [...new Set(ids)].toSorted()
  for (let from = 0; from < all.length; from += portion) {
    const part = all.slice(from, from + portion)
    await work.hold(part.map((id) => `${what} ${id}`))
    await check(part)
  }
}
