import type { Money } from '#kernel/model'

/** A position as it may stand in a form or in the input of a write: a price may still be a bare number. */
export type LineInput = Readonly<{ quantity?: unknown; price?: unknown; discount?: unknown }>

const toNumber = (value: unknown, otherwise: number): number =>
  value === null || value === undefined || value === '' ? otherwise : Number(value)
const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value

/** Amount of a money value in major units, whatever its currency; null where there is none. */
export const amountOf = (value: unknown): number | null =>
  isMoney(value) ? Number(value.amount) : typeof value === 'number' ? value : null

/** Rounded to two digits, half up; the factor takes back what binary fractions lose (1.005 × 100 is 100.4999…). */
export const toCents = (value: number): number => Math.round(value * (1 + Number.EPSILON) * 100) / 100

const lineSubtotal = ({ quantity, price, discount }: LineInput): number => {
  const amount = amountOf(price) ?? 0
  return toCents((amount * toNumber(quantity, 1) * (100 - toNumber(discount, 0))) / 100)
}

/** Sum of the rounded positions, in the currency of the first one that names it, else `currency`. */
export function lineSum(lines: readonly LineInput[], currency: string): Money {
  const total = lines.reduce((sum, line) => sum + lineSubtotal(line), 0)
  return { amount: toCents(total), currency: lineCurrencies(lines, currency)[0] ?? currency }
}

/** Currencies that occur in the positions; a bare number is in the workspace's. */
export const lineCurrencies = (lines: readonly LineInput[], currency: string): string[] => [
  ...new Set(lines.flatMap(({ price }) => (isMoney(price) ? [price.currency] : typeof price === 'number' ? [currency] : []))),
]
