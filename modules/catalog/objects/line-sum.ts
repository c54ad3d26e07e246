import { type Money, minorDigits } from '#kernel/model'

/** A position as it may stand in a form or in the input of a write: a price may still be a bare number. */
export type LineInput = Readonly<{ quantity?: unknown; price?: unknown; discount?: unknown; discountAmount?: unknown }>

const toNumber = (value: unknown, otherwise: number): number =>
  value === null || value === undefined || value === '' ? otherwise : Number(value)
const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value

/** Amount of a money value in major units, whatever its currency; null where there is none. */
export const amountOf = (value: unknown): number | null =>
  isMoney(value) ? Number(value.amount) : typeof value === 'number' ? value : null

/**
 * Rounded to the smallest unit of the currency, a hundredth where none is named, half away from zero; the factor takes back what binary fractions lose (1.005 × 100 is 100.4999…).
 */
export function toCents(value: number, currency = ''): number {
  const units = 10 ** minorDigits(currency)
  return (Math.sign(value) * Math.round(Math.abs(value) * (1 + Number.EPSILON) * units)) / units
}

const worthOf = ({ quantity, price }: LineInput): number => (amountOf(price) ?? 0) * toNumber(quantity, 1)

/** What a position comes to, in its currency or `currency` where its price is a bare number: less the amount that was taken off, where it was given as one, else less so many per cent. */
export function lineSubtotal(line: LineInput, currency = ''): number {
  const own = isMoney(line.price) ? line.price.currency : currency
  const off = amountOf(line.discountAmount)
  return toCents(off === null ? (worthOf(line) * (100 - toNumber(line.discount, 0))) / 100 : worthOf(line) - off, own)
}

/** A position of which only some pieces are meant: a discount that was given as an amount goes along in proportion. */
export function partOfLine<T extends LineInput>(line: T, quantity: number): T {
  const [off, whole] = [amountOf(line.discountAmount), toNumber(line.quantity, 1)]
  return { ...line, quantity, ...(off === null || whole === 0 ? {} : { discountAmount: (off * quantity) / whole }) }
}

/** Sum of the rounded positions, in the currency of the first one that names it, else `currency`. */
export function lineSum(lines: readonly LineInput[], currency: string): Money {
  const total = lines.reduce((sum, line) => sum + lineSubtotal(line, currency), 0)
  const its = lineCurrencies(lines, currency)[0] ?? currency
  return { amount: toCents(total, its), currency: its }
}

/** Currencies that occur in the positions; a bare number is in the workspace's. */
export const lineCurrencies = (lines: readonly LineInput[], currency: string): string[] => [
  ...new Set(lines.flatMap(({ price }) => (isMoney(price) ? [price.currency] : typeof price === 'number' ? [currency] : []))),
]

type Summed = Readonly<{ amount?: unknown; amountFromLines?: boolean | null | undefined; lines?: unknown }>

/**
 * The amount of a record is the sum of its positions while its switch says so. Nobody's figure is overwritten in silence: lines added to a typed
 * amount leave it alone, and typing an amount turns the switch off.
 */
export function amountByLines(row: Summed, before: Summed | null, currency: string): { amount?: Money; amountFromLines?: boolean | null } {
  const lines = row.lines as readonly LineInput[] | null | undefined
  const isTyped = before?.amountFromLines === true && amountOf(row.amount) !== amountOf(before.amount)
  if (isTyped && row.amountFromLines === true) return { amountFromLines: false }
  if (!lines) return {}
  if (lines.length === 0) return { amountFromLines: null }
  const follows = row.amountFromLines ?? amountOf(row.amount) === null
  return follows ? { amount: lineSum(lines, currency), amountFromLines: true } : { amountFromLines: false }
}

/** A stored amount as amount and currency; nothing counts as zero of the currency given. */
export const moneyOf = (value: unknown, currency = ''): Money => (isMoney(value) ? value : { amount: amountOf(value) ?? 0, currency })
