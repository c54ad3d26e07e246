import { type Money, minorDigits } from '#kernel/model'

/** A position as a form, a call or the store holds it: a price may still be a bare number. */
export type LineInput = Readonly<{
  id?: unknown
  head?: unknown
  kind?: unknown
  quantity?: unknown
  price?: unknown
  listPrice?: unknown
  promotionPrice?: unknown
  discount?: unknown
  discountAmount?: unknown
  taxRate?: unknown
  /** As the quote says where it says nothing. */
  taxMode?: unknown
  isChosen?: unknown
  cost?: unknown
}>
export type Terms = Readonly<{ taxMode?: unknown; handDiscount?: unknown; currency?: string | null | undefined }>
/** Amounts in cents, or whatever the smallest unit of the currency is; `counts`: it is part of the sum. */
/** `said`: in the way its price is said, with the tax or without. */
export type LineFigures = Readonly<{ counts: boolean; unit: number; net: number; tax: number; gross: number; said: number }>
export type Figures = Readonly<{
  currency: string
  lines: readonly (LineFigures | null)[]
  net: number
  tax: number
  gross: number
  /** The sum of what the positions say, each with the tax or without. */
  said: number
  /** What lists and promotions would say for the same. */
  list: number
  /** Null as long as one position that counts has no cost. */
  cost: number | null
}>

export const amountOf = (value: unknown): number | null =>
  typeof value === 'number' ? value : typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) : null
/** What is asked for before anybody gives a discount: the price of the promotion, else that of the list. */
export const askedPrice = ({ promotionPrice, listPrice, price }: LineInput): number =>
  amountOf(promotionPrice) ?? amountOf(listPrice) ?? amountOf(price) ?? 0

export const isSameMoney = (a: unknown, b: unknown): boolean => {
  const [one, other] = [a, b] as (Money | null | undefined)[]
  return one?.amount === other?.amount && one?.currency === other?.currency
}
const numberOf = (value: unknown, otherwise: number): number =>
  value === null || value === undefined || value === '' ? otherwise : Number(value)

/** Whole cents, or smallest units of the currency, half up; the factor takes back what binary fractions lose (1.005 × 100 is 100.4999…). */
export const toCents = (value: number, currency: string): number => Math.round(value * (1 + Number.EPSILON) * 10 ** minorDigits(currency))

/** The position that a part belongs to. */
export const headOf = ({ head }: LineInput): string | null =>
  typeof head === 'string' ? head : typeof head === 'object' && head !== null && 'id' in head ? String(head.id) : null

/** Which positions are part of the sum: an alternative that is chosen takes the place of the position it stands below, with its parts. */
export function counting(lines: readonly LineInput[]): boolean[] {
  const counts = lines.map(({ kind, isChosen }) => kind !== 'heading' && (kind === undefined || kind === 'item' || isChosen === true))
  let item = -1
  for (const [i, line] of lines.entries()) {
    if (headOf(line)) continue
    if (line.kind === undefined || line.kind === 'item') item = i
    else if (line.kind === 'alternative' && counts[i] && item >= 0) counts[item] = false
    else if (line.kind === 'heading' || line.kind === 'optional') item = line.kind === 'heading' ? -1 : item
  }
  const byId = new Map(lines.map(({ id }, i) => [id, counts[i]!]))
  return lines.map((line, i) => (headOf(line) ? (byId.get(headOf(line)) ?? counts[i]!) : counts[i]!))
}

/**
 * All amounts of a quote. Each position is rounded and the sums are those of the rounded ones, so that they agree to the cent. What is taken off by hand is spread over
 * the positions by value, the rest goes to the largest.
 */
export function figuresOf(lines: readonly LineInput[], terms: Terms): Figures {
  const currency = terms.currency ?? ''
  const counts = counting(lines)
  const gross = lines.map((line) => (line.kind === 'heading' ? 0 : lineAmount(line, currency)))
  const off = spread(
    gross.map((amount, i) => (counts[i] ? amount : 0)),
    toCents(amountOf(terms.handDiscount) ?? 0, currency),
  )
  const figures = lines.map((line, i): LineFigures | null => {
    if (line.kind === 'heading') return null
    const unit = unitPrice(line, currency)
    const said = gross[i]! - off[i]!
    return { counts: counts[i]!, unit, said, ...taxed(said, numberOf(line.taxRate, 0), modeOf(line, terms)) }
  })
  const sum = (of: (line: LineFigures, i: number) => number) =>
    figures.reduce((total, line, i) => total + (line?.counts ? of(line, i) : 0), 0)
  const isKnown = figures.every((line, i) => !line?.counts || amountOf(lines[i]!.cost) !== null)
  return {
    currency,
    lines: figures,
    net: sum(({ net }) => net),
    tax: sum(({ tax }) => tax),
    gross: sum((line) => line.gross),
    said: sum((line) => line.said),
    list: sum((_, i) => toCents(askedPrice(lines[i]!) * numberOf(lines[i]!.quantity, 1), currency)),
    cost: isKnown ? sum((_, i) => lineCost(lines[i]!, currency)) : null,
  }
}

/** How a position says its tax: by itself, or as the whole does. */
export const modeOf = (line: Readonly<{ taxMode?: unknown }>, terms: Terms): unknown => line.taxMode ?? terms.taxMode

/** Less the amount that was taken off, where the discount is one, else less so many per cent. */
function lineAmount({ quantity, price, discount, discountAmount }: LineInput, currency: string): number {
  const [worth, off] = [(amountOf(price) ?? 0) * numberOf(quantity, 1), amountOf(discountAmount)]
  return toCents(off === null ? (worth * (100 - numberOf(discount, 0))) / 100 : worth - off, currency)
}

function unitPrice(line: LineInput, currency: string): number {
  const quantity = numberOf(line.quantity, 1)
  if (amountOf(line.discountAmount) === null || quantity === 0) return lineAmount({ ...line, quantity: 1, discountAmount: null }, currency)
  return Math.round(lineAmount(line, currency) / quantity)
}

export const lineCost = ({ cost, quantity }: LineInput, currency: string): number =>
  toCents((amountOf(cost) ?? 0) * numberOf(quantity, 1), currency)

function taxed(amount: number, rate: number, mode: unknown): Pick<LineFigures, 'net' | 'tax' | 'gross'> {
  if (mode === 'onTop') {
    const tax = Math.round((amount * rate) / 100)
    return { net: amount, tax, gross: amount + tax }
  }
  const net = Math.round(amount / (1 + rate / 100))
  return { net, tax: amount - net, gross: amount }
}

/** Spreads an amount by value, in whole cents; what rounding leaves goes to the largest. Never more than there is. */
export function spread(amounts: readonly number[], off: number): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  const wanted = Math.min(off, total)
  if (wanted <= 0) return amounts.map(() => 0)
  const shares = amounts.map((amount) => Math.floor((amount * wanted) / total))
  const largest = amounts.indexOf(Math.max(...amounts))
  shares[largest]! += wanted - shares.reduce((sum, share) => sum + share, 0)
  return shares
}

/** Share of `part` in `whole` in percent with two digits; null where there is no whole. */
export const rateOf = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 10_000) / 100)
export const toMoney = (cents: number, currency: string): Money => ({ amount: cents / 10 ** minorDigits(currency), currency })
export const currenciesOf = (lines: readonly LineInput[]): string[] => [
  ...new Set(
    lines.flatMap(({ price }) => (typeof price === 'object' && price !== null && 'currency' in price ? [String(price.currency)] : [])),
  ),
]
