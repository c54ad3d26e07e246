import { fail } from '#kernel'
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
