import type { Id, NewRow } from '#kernel'
import type { stockMove } from '#modules/orders'

type Move = NewRow<typeof stockMove> & Readonly<{ movedOn: string }>
type Place = Readonly<{ product: Id<'product'>; warehouse: Id<'warehouse'> }>
type What = Readonly<{ quantity: number; on: string; cause: string }>

/** What came into the warehouses and left them in a year, told in any order. */
export type StockRoom = Readonly<{
  comes(place: Place, o: What): void
  leaves(place: Place, o: What & Readonly<{ delivery: Id<'delivery'> }>): void
  comesBack(place: Place, o: What & Readonly<{ orderReturn: Id<'orderReturn'> }>): void
  /** All of it by day; what would have been missing was bought in on the day. */
  moves(boughtIn: string): Move[]
}>

export function openStockRoom(): StockRoom {
  const told: Move[] = []
  const tell = (place: Place, kind: 'in' | 'out' | 'return', { quantity, on, cause, ...by }: What): void => {
    told.push({ ...place, ...by, kind, quantity: kind === 'out' ? -quantity : quantity, movedOn: on, cause })
  }
  return {
    comes: (place, o) => tell(place, 'in', o),
    leaves: (place, o) => tell(place, 'out', o),
    comesBack: (place, o) => tell(place, 'return', o),
    moves(boughtIn) {
      const onHand = new Map<string, number>()
      return told
        .toSorted((a, b) => a.movedOn.localeCompare(b.movedOn))
        .flatMap((move) => {
          const key = `${move.product} ${move.warehouse}`
          const missing = -((onHand.get(key) ?? 0) + move.quantity)
          const bought = missing > 0 ? Math.ceil(missing / 10) * 10 + 20 : 0
          onHand.set(key, bought - missing)
          const { product, warehouse, movedOn } = move
          return bought > 0 ? [{ product, warehouse, movedOn, kind: 'in' as const, quantity: bought, cause: boughtIn }, move] : [move]
        })
    },
  }
}
