import { defineGuard, fail, type Work } from '#kernel'
import { every, portionsOf, quantities, toPieces } from '../counting.ts'
import { countOf, restOf } from '../go-on.ts'
import { delivery, deliveryLine, orderLine, orderReturn, returnLine, stockMove } from '../objects/index.ts'
import { assertNotBelowZero } from '../stock.ts'

/** No warehouse holds less than nothing, and nobody takes a move away but by undoing what made it. */
export const stockGuard = defineGuard(stockMove, async (work, written, { isUndo }) => {
  if (!isUndo && written.some(({ row }) => !row)) fail('orders.ledger')
  const lower = written.flatMap(({ row, was }) => {
    const quantity = row ? Number(row.quantity) : -Number(was?.quantity ?? 0)
    const of = (row ?? was) as Readonly<{ product: string; warehouse: string }> | null
    return of && quantity < 0 ? [{ product: of.product, warehouse: of.warehouse }] : []
  })
  if (lower.length > 0) await assertNotBelowZero(work, lower)
})

const heldOrders = (work: Work, ids: readonly string[]) => work.hold([...new Set(ids)].toSorted().map((id) => `goods of ${id}`))

/** What is delivered belongs to its order and is never more than was ordered. */
export const deliveryLineGuard = defineGuard(deliveryLine, async (work, written, { isUndo }) => {
  if (!isUndo && written.some(({ row }) => !row)) fail('orders.stands')
  const lines = written.flatMap(({ row }) => (row ? [row] : []))
  for (const part of portionsOf(lines.map((row) => row.delivery as string))) {
    const heads = await work.find(delivery, { id: { in: part } }, { limit: part.length })
    const orders = [...new Set(heads.map((row) => row.order as string))]
    await heldOrders(work, orders)
    await assertOfOrder(work, lines, new Map(heads.map((row) => [row.id as string, row.order as string])), (row) => row.delivery)
    const counted = await countOf(work, orders)
    const over = counted.lines.find((line) => restOf(counted, line) < 0)
    if (over) fail('orders.over-delivered', { description: over.description, ordered: over.quantity, over: -restOf(counted, over) })
  }
})

async function assertOfOrder<R extends Readonly<{ orderLine: string }>>(
  work: Work,
  rows: readonly R[],
  orderOf: ReadonlyMap<string, string>,
  head: (row: R) => string,
): Promise<void> {
  const mine = rows.filter((row) => orderOf.has(head(row)))
  for (const part of portionsOf(mine.map((row) => row.orderLine))) {
    const lines = new Map(
      (await work.find(orderLine, { id: { in: part } }, { limit: part.length })).map((line) => [line.id as string, line]),
    )
    const other = mine.find((row) => lines.has(row.orderLine) && lines.get(row.orderLine)!.order !== orderOf.get(head(row)))
    if (other) fail('orders.other-order', { description: lines.get(other.orderLine)!.description })
  }
}

/** What comes back belongs to its delivery and is never more than was delivered by it. */
export const returnLineGuard = defineGuard(returnLine, async (work, written, { isUndo }) => {
  if (!isUndo && written.some(({ row }) => !row)) fail('orders.stands')
  const lines = written.flatMap(({ row }) => (row ? [row] : []))
  for (const part of portionsOf(lines.map((row) => row.orderReturn as string))) {
    const heads = await work.find(orderReturn, { id: { in: part } }, { limit: part.length })
    await heldOrders(
      work,
      heads.map((row) => row.order),
    )
    const from = await work.find(delivery, { id: { in: [...new Set(heads.map((row) => row.delivery as string))] } }, { limit: part.length })
    const ofOther = heads.find((row) => from.find(({ id }) => id === row.delivery)?.order !== row.order)
    if (ofOther) fail('orders.other-order', { description: ofOther.number })
    await assertOfOrder(work, lines, new Map(heads.map((row) => [row.id as string, row.order as string])), (row) => row.orderReturn)
    await assertWithinDelivery(
      work,
      from.map(({ id }) => id),
    )
  }
})

/** A delivery that is taken back must not have goods that came back of it. */
async function assertWithinDelivery(work: Work, deliveries: readonly string[]): Promise<void> {
  const out = await every(work, deliveryLine, { delivery: { in: deliveries } })
  const heads = await every(work, orderReturn, { delivery: { in: deliveries } })
  const deliveryOf = new Map(heads.map((row) => [row.id as string, row.delivery as string]))
  const back = await every(work, returnLine, { orderReturn: { in: [...deliveryOf.keys()] } })
  const sent = quantities(
    out,
    (row) => `${row.delivery} ${row.orderLine}`,
    ({ quantity }) => quantity,
  )
  const came = quantities(
    back,
    (row) => `${deliveryOf.get(row.orderReturn)} ${row.orderLine}`,
    ({ quantity }) => quantity,
  )
  for (const [key, quantity] of came)
    if (quantity > (sent.get(key) ?? 0)) {
      const line = await work.one(orderLine, key.split(' ')[1]!)
      fail('orders.over-returned', {
        description: line.description,
        delivered: sent.get(key) ?? 0,
        over: toPieces(quantity - (sent.get(key) ?? 0)),
      })
    }
}

/** Deliveries and returns stand with what they moved; an undo alone takes them back, as long as nothing came back of them. */
export const standGuards = [delivery, orderReturn].map((object) =>
  defineGuard(object, async (_, written, { isUndo }) => {
    if (!isUndo && written.some(({ row }) => !row)) fail('orders.stands')
  }),
)
