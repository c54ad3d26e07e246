import { type Issue, issue, type Money } from '#kernel/model'
import { amountOf, type LineInput, lineSubtotal } from './line-sum.ts'

type Given = LineInput
type Derived = Readonly<{ discount?: number; discountAmount?: null }>

/** For formulas: what so many pieces of a position come to. */
export const worthByFormula = (pieces = 'quantity'): string =>
  `has(discountAmount) ? price * (${pieces}) - discountAmount * (${pieces}) / quantity : price * (${pieces}) * (100 - discount) / 100`

const isSame = (a: unknown, b: unknown): boolean => (amountOf(a) ?? null) === (amountOf(b) ?? null)
const percentOf = (line: Given): number => {
  const whole = lineSubtotal({ quantity: line.quantity, price: line.price })
  return whole === 0 ? 0 : Math.round(((amountOf(line.discountAmount) ?? 0) / whole) * 10_000) / 100
}

/**
 * Of a discount what was typed counts, to the cent: an amount stays what it is when pieces or price change, and the per cent beside it follow; per cent that are typed over it take its place. Nothing
 * typed is nothing taken off.
 */
export function discountByAmount(line: Given, before: Given | null): Derived {
  const isTyped = amountOf(line.discountAmount) !== null
  if (!before) return isTyped && amountOf(line.price) !== null ? { discount: percentOf(line) } : {}
  const isOver = Number(line.discount ?? 0) !== Number(before.discount ?? 0)
  if (isTyped && isOver && isSame(line.discountAmount, before.discountAmount)) return { discountAmount: null }
  if (isTyped) return amountOf(line.price) === null ? {} : { discount: percentOf(line) }
  return amountOf(before.discountAmount) !== null && !isOver ? { discount: 0 } : {}
}

const currencyOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'currency' in value ? (value as Money).currency : null

/** No more is taken off than there is, and in the money of the price. */
export function discountIssues(line: Given): readonly (Issue | false)[] {
  const [price, off] = [currencyOf(line.price), currencyOf(line.discountAmount)]
  if (amountOf(line.discountAmount) === null || amountOf(line.price) === null) return []
  if (price && off && price !== off) return [issue('discountAmount', 'catalog.discount-currency', { currency: price })]
  return [lineSubtotal(line) < 0 && issue('discountAmount', 'catalog.discount-beyond-line')]
}
