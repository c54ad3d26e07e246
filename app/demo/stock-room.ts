import type { Id, NewRow } from '#kernel'
import type { stockMove } from '#modules/orders'

type Move = NewRow<typeof stockMove>
type Place = Readonly<{ product: Id<'product'>; warehouse: Id<'warehouse'> }>

/** A ledger that never goes below zero: whatever is to leave was bought in before. */
export type StockRoom = Readonly<{
  /** So many leave on that day; what is bought in for it stands before it. */
  leave(place: Place, o: Readonly<{ quantity: number; on: string; delivery: Id<'delivery'>; cause: string }>): Move[]
  comeBack(place: Place, o: Readonly<{ quantity: number; on: string; orderReturn: Id<'orderReturn'>; cause: string }>): Move[]
  /** What the year began with. */
  open(place: Place, o: Readonly<{ quantity: number; on: string; cause: string }>): Move
}>

export function openStockRoom(boughtIn: string): StockRoom {
  const onHand = new Map<string, number>()
  const put = (place: Place, kind: 'in' | 'out' | 'return', o: Readonly<{ quantity: number; on: string; cause: string }>): Move => {
    const key = `${place.product} ${place.warehouse}`
    onHand.set(key, (onHand.get(key) ?? 0) + o.quantity)
    return { ...place, kind, quantity: o.quantity, movedOn: o.on, cause: o.cause }
  }
  return {
    open: (place, o) => put(place, 'in', o),
    leave(place, { quantity, on, delivery, cause }) {
      const there = onHand.get(`${place.product} ${place.warehouse}`) ?? 0
      const bought =
        there < quantity ? [put(place, 'in', { quantity: Math.ceil((quantity - there) / 10) * 10 + 20, on, cause: boughtIn })] : []
      return [...bought, { ...put(place, 'out', { quantity: -quantity, on, cause }), delivery }]
    },
    comeBack: (place, { quantity, on, orderReturn, cause }) => [{ ...put(place, 'return', { quantity, on, cause }), orderReturn }],
  }
}
