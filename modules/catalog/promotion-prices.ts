import type { Money, RowOf } from '#kernel'
import { amountOf, type promotion, type promotionItem } from './objects/index.ts'

export type Offer = Readonly<{ row: RowOf<typeof promotion>; items: readonly RowOf<typeof promotionItem>[] }>
/** `quantity` in its own unit, of which one has the price; `pieces` in that of the product, of which promotions speak. */
type Position = Readonly<{ product: string | null; groups: readonly string[]; quantity: number; pieces: number; price: Money | null }>
/** What a promotion takes off a position, all of it. */
export type PromotionPart = Readonly<{ promotion: string; name: string; until: string; given: number }>
/** A price of one that promotions made, and which of them made it. */
export type Lowered = Readonly<{ price: Money; parts: readonly PromotionPart[] }>

/** Amounts in cents. */
type Standing = { total: number; parts: PromotionPart[]; isClosed: boolean }

const cents = (value: number): number => Math.round(value * (1 + Number.EPSILON) * 100)

/**
 * Positions after all offers, in their order: the first that takes something off a position has it alone if it is exclusive, else those that are not exclusive follow on what
 * it leaves.
 */
export function lower(offers: readonly Offer[], positions: readonly Position[], currency: string): (Lowered | null)[] {
  const open = positions.map(({ price, quantity }): Standing | null =>
    price?.currency === currency && price.amount > 0 && quantity > 0
      ? { total: cents(price.amount * quantity), parts: [], isClosed: false }
      : null,
  )
  for (const offer of offers) {
    const totals = totalsBy(offer, positions, { open, currency })
    for (const [i, state] of open.entries()) {
      const total = totals[i]
      if (!state || state.isClosed || total === undefined || total >= state.total || (offer.row.isExclusive && state.parts.length > 0))
        continue
      const { id, name, endsOn, isExclusive } = offer.row
      state.parts.push({ promotion: id, name, until: endsOn, given: (state.total - total) / 100 })
      state.total = total
      state.isClosed = isExclusive === true
    }
  }
  return open.map((state, i) =>
    state && state.parts.length > 0
      ? { price: { amount: Math.round((state.total / positions[i]!.quantity) * 100) / 10_000, currency }, parts: state.parts }
      : null,
  )
}

type Now = Readonly<{ open: readonly (Standing | null)[]; currency: string }>

const isMeant = ({ items }: Offer, { product, groups }: Position): boolean =>
  items.length === 0
    ? product !== null
    : items.some((item) => (item.product ? item.product === product : groups.includes(String(item.category))))

/** By position, what all of it costs with this offer alone on what stands there; undefined where it says nothing. */
function totalsBy(offer: Offer, positions: readonly Position[], now: Now): readonly (number | undefined)[] {
  if (offer.row.kind === 'bundle') return bundled(offer, positions, now)
  return positions.map((position, i) => {
    const state = now.open[i]
    return state && isMeant(offer, position)
      ? totalOf(offer.row, { total: state.total, quantity: position.pieces, currency: now.currency })
      : undefined
  })
}

function totalOf(
  { kind, rate, off, price, buy, free }: Offer['row'],
  of: Readonly<{ total: number; quantity: number; currency: string }>,
): number | undefined {
  const { total, quantity, currency } = of
  if (kind === 'percent') return Math.round((total * (100 - (rate ?? 0))) / 100)
  if (kind === 'buyGet') {
    const set = (buy ?? 1) + (free ?? 0)
    const gratis = Math.floor(quantity / set) * (free ?? 0)
    return Math.round((total * (quantity - gratis)) / quantity)
  }
  const value = (kind === 'amount' ? off : price) as Money | null
  if (value?.currency !== currency) return undefined
  return kind === 'amount' ? Math.max(0, total - cents(value.amount * quantity)) : cents(value.amount * quantity)
}

/** As many whole bundles as the positions hold, each at its price, spread over them by value. */
function bundled(offer: Offer, positions: readonly Position[], { open, currency }: Now): (number | undefined)[] {
  const none = positions.map(() => undefined)
  const price = offer.row.price as Money | null
  if (price?.currency !== currency || offer.items.length === 0) return none
  const takes = offer.items.map((item) => {
    const i = positions.findIndex((position, at) => open[at] && !open[at]!.isClosed && isMeant({ ...offer, items: [item] }, position))
    return { i, need: item.quantity }
  })
  if (takes.some(({ i }) => i < 0) || new Set(takes.map(({ i }) => i)).size < takes.length) return none
  const sets = Math.floor(Math.min(...takes.map(({ i, need }) => positions[i]!.pieces / need)))
  if (sets < 1) return none
  const inSets = takes.map(({ i, need }) => Math.round((open[i]!.total * sets * need) / positions[i]!.pieces))
  const [before, after] = [inSets.reduce((sum, one) => sum + one, 0), cents(amountOf(price)! * sets)]
  if (after >= before) return none
  let left = after
  const result: (number | undefined)[] = [...none]
  for (const [at, { i }] of takes.entries()) {
    const share = at === takes.length - 1 ? left : Math.floor((after * inSets[at]!) / before)
    left -= share
    result[i] = open[i]!.total - inSets[at]! + share
  }
  return result
}
