import { fail, type Work } from '#kernel'
import { warehouse } from '../objects/index.ts'

/** How much of which position, as an action takes it: `{ "‹position›": 3 }`; a position that is not named moves nothing. */
export type Wish = Readonly<Record<string, unknown>> | readonly unknown[] | null | undefined

/**
 * The quantities of a wish for the positions that may move; all of each where nothing was wished.
 *
 * @throws `orders.bad-quantity` for a position that is not among them, or a quantity that is none; `orders.nothing-to-move`
 */
export function quantitiesOf(wish: Wish, rests: ReadonlyMap<string, number>): [line: string, quantity: number][] {
  const all = [...rests].filter(([, rest]) => rest > 0)
  const wished = wish ? Object.entries(wish).map(([line, quantity]): [string, number] => [line, Number(quantity)]) : all
  const bad = wished.find(([line, quantity]) => !rests.has(line) || !Number.isFinite(quantity) || quantity < 0)
  if (bad) fail('orders.bad-quantity', { line: bad[0] })
  const moving = wished.filter(([, quantity]) => quantity > 0)
  if (moving.length === 0) fail('orders.nothing-to-move')
  return moving
}

/** The warehouse that was named, that of the order, or the only one. @throws `orders.which-warehouse` */
export async function warehouseFor(work: Work, ...named: readonly (string | null | undefined)[]): Promise<string> {
  const first = named.find(Boolean)
  if (first) return first
  const active = await work.find(warehouse, { isActive: true }, { limit: 2 })
  return active.length === 1 ? active[0]!.id : fail('orders.which-warehouse')
}
