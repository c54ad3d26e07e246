import { defineConsequence, fail, system, type Work } from '#kernel'
import { daysLater } from '#modules/contracts'
import { lineSubtotal, moneyOf, partOfLine, piecesOf, product } from '#objects/catalog'
import { planLine } from '#objects/contracts'
import { byId, portionsOf } from '../counting.ts'
import { goOn, stockedOf } from '../go-on.ts'
import { cameBack, sent } from '../notices.ts'
import { delivery, deliveryLine, order, orderLine, orderReturn, returnLine, stockMove } from '../objects/index.ts'
import { mayComeBack, toBeDelivered } from '../rules/order-steps.ts'

const most = 10_000
const idsOf = <T>(rows: readonly T[], of: (row: T) => string | null): string[] => [...new Set(rows.flatMap((row) => of(row) ?? []))]

/** Orders of what moved, if they stand where goods may move. @throws `orders.no-such-step` */
async function ordersAt(kernel: Work, ids: readonly string[], at: readonly string[], to: string) {
  const rows = [...(await byId(kernel, order, ids)).values()]
  const other = rows.find(({ status }) => !at.includes(status))
  if (other) fail('orders.no-such-step', { object: 'order', number: other.number, from: other.status, to })
  return rows
}

type Owned = Readonly<{ id: string; owner: string | null }>
const ownersOf = (rows: readonly Owned[]) => new Map(rows.map(({ id, owner }) => [id, owner]))

/** Whoever looks after an order hears of what moved of it. */
const headsToTell = (heads: ReadonlyMap<string, Readonly<{ id: string; order: string }>>, owners: ReadonlyMap<string, string | null>) =>
  [...heads.values()].flatMap(({ id, order: of }) => {
    const person = owners.get(of)
    return person ? [{ person, record: id }] : []
  })

/** What was delivered leaves its warehouse in the same write, the order goes on, and instalments that waited for the delivery have their day. */
export const goodsLeave = defineConsequence(deliveryLine, {
  reads: ['orderLine'],
  async run(work, written) {
    const kernel = work.as(system('goods are delivered'))
    const fresh = written.filter(({ before }) => !before).map(({ row }) => row)
    if (fresh.length === 0) return
    const headOf = await byId(
      kernel,
      delivery,
      fresh.map((row) => row.delivery),
    )
    const orders = idsOf([...headOf.values()], (row) => row.order)
    const owners = ownersOf(await ordersAt(kernel, orders, toBeDelivered, 'delivered'))
    work.tell(sent, headsToTell(headOf, owners))
    const lines = await byId(
      kernel,
      orderLine,
      fresh.map((row) => row.orderLine),
    )
    const stocked = await stockedOf(
      kernel,
      idsOf([...lines.values()], (line) => line.product),
    )
    await kernel.add(
      stockMove,
      fresh.flatMap((row) => {
        const [head, line] = [headOf.get(row.delivery)!, lines.get(row.orderLine)!]
        const id = line.product
        if (!id || !stocked.has(id)) return []
        const move = { product: id, warehouse: head.warehouse, delivery: head.id, movedOn: head.deliveredOn, cause: head.number }
        return [{ ...move, kind: 'out' as const, quantity: -piecesOf(line, row.quantity) }]
      }),
    )
    await goOn(work, orders)
    await dueByDelivery(kernel, orders)
  },
})

/** Instalments of a contract that wait for the delivery are due so many days after the last piece went out. */
async function dueByDelivery(kernel: Work, ids: readonly string[]): Promise<void> {
  const whole = await kernel.find(order, { id: { in: ids }, status: 'delivered', contract: { empty: false } }, { limit: most })
  if (whole.length === 0) return
  const waiting = await kernel.find(
    planLine,
    { contract: { in: idsOf(whole, (row) => row.contract) }, milestone: 'delivered', dueOn: { empty: true } },
    { limit: most },
  )
  await kernel.changeMany(
    planLine,
    waiting.map((line) => ({ id: line.id, dueOn: daysLater(kernel.today, line.days ?? 0) })),
  )
}

/** What came back lies in its warehouse again, is worth what was paid for it, and the order goes on. */
export const goodsComeBack = defineConsequence(returnLine, {
  reads: ['orderLine'],
  async run(work, written) {
    const kernel = work.as(system('goods come back'))
    const fresh = written.filter(({ before }) => !before).map(({ row }) => row)
    if (fresh.length === 0) return
    const headOf = await byId(
      kernel,
      orderReturn,
      fresh.map((row) => row.orderReturn),
    )
    const orders = idsOf([...headOf.values()], (row) => row.order)
    const owners = ownersOf(await ordersAt(kernel, orders, mayComeBack, 'returned'))
    work.tell(cameBack, headsToTell(headOf, owners))
    const lines = await byId(
      kernel,
      orderLine,
      fresh.map((row) => row.orderLine),
    )
    await kernel.changeMany(
      returnLine,
      fresh.flatMap((row) => {
        const line = lines.get(row.orderLine)!
        if (!line.price) return []
        return [{ id: row.id, value: { amount: lineSubtotal(partOfLine(line, row.quantity)), currency: moneyOf(line.price).currency } }]
      }),
    )
    const stocked = await stockedOf(
      kernel,
      idsOf([...lines.values()], (line) => line.product),
    )
    await kernel.add(
      stockMove,
      fresh.flatMap((row) => {
        const [head, line] = [headOf.get(row.orderReturn)!, lines.get(row.orderLine)!]
        const id = line.product
        if (!id || !stocked.has(id)) return []
        const move = { product: id, warehouse: head.warehouse, orderReturn: head.id, movedOn: head.returnedOn, cause: head.number }
        return [{ ...move, kind: 'return' as const, quantity: piecesOf(line, row.quantity) }]
      }),
    )
    await goOn(work, orders)
  },
})

/** From its first stock move on a product is kept in stock. */
export const productIsStocked = defineConsequence(stockMove, {
  reads: ['product'],
  async run(work, written) {
    const kernel = work.as(system('a product is kept in stock'))
    for (const part of portionsOf(written.map(({ row }) => row.product as string))) {
      const fresh = await kernel.find(product, { id: { in: part }, isStocked: { ne: true } } as never, { limit: part.length })
      await kernel.changeMany(product, fresh.map(({ id }) => ({ id, isStocked: true })) as never)
    }
  },
})
