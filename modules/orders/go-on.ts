import { type RowOf, system, type Work } from '#kernel'
import { amountOf, lineSum, moneyOf, piecesOf, product } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { every, owed, portionsOf, quantities, toPieces } from './counting.ts'
import { deliveryLine, order, orderLine, reservation, returnLine } from './objects/index.ts'
import { bindingStates, owedStates, statusBy } from './rules/order-steps.ts'
import { holdStock } from './stock.ts'

type Order = RowOf<typeof order>
type Line = RowOf<typeof orderLine>
type Counted = Readonly<{
  lines: readonly Line[]
  delivered: ReadonlyMap<string, number>
  returned: ReadonlyMap<string, number>
  exchanged: ReadonlyMap<string, number>
}>

/** What of orders went out and came back, by position. */
export async function countOf(kernel: Work, orders: readonly string[]): Promise<Counted> {
  const [lines, out, back] = [
    await every(kernel, orderLine, { order: { in: orders } }),
    await every(kernel, deliveryLine, { 'delivery.order': { in: orders } } as never),
    await every(kernel, returnLine, { 'orderReturn.order': { in: orders } } as never),
  ]
  const swapped =
    back.length === 0
      ? []
      : await every(kernel, returnLine, { 'orderReturn.order': { in: orders }, 'orderReturn.settlement': 'exchange' } as never)
  const byLine = (rows: readonly { orderLine: string; quantity: number }[]) =>
    quantities(
      rows,
      (row) => row.orderLine,
      ({ quantity }) => quantity,
    )
  return { lines, delivered: byLine(out), returned: byLine(back), exchanged: byLine(swapped) }
}

/** What of a position is ordered, without what was given up. */
export const askedOf = ({ quantity, givenUp }: Pick<Line, 'quantity' | 'givenUp'>): number => toPieces(quantity - (givenUp ?? 0))

/** What of a position is still to be delivered. */
export const restOf = ({ delivered, exchanged }: Counted, line: Line): number =>
  toPieces(askedOf(line) - (delivered.get(line.id) ?? 0) + (exchanged.get(line.id) ?? 0))

/** The state of orders and what they keep back follow from what went out and came back. Writes only what is different. */
export async function goOn(work: Work, ids: readonly string[]): Promise<void> {
  const kernel = work.as(system('an order goes on'))
  for (const part of portionsOf(ids)) {
    const orders = await kernel.find(order, { id: { in: part } }, { limit: part.length })
    const counted = await countOf(kernel, part)
    const now = orders.map((row) => ({ row, status: stateOf(row, counted) }))
    await kernel.changeMany(
      order,
      now.filter(({ row, status }) => status !== row.status).map(({ row, status }) => ({ id: row.id, status })),
    )
    await reserve(kernel, counted, new Map(now.map(({ row, status }) => [row.id as string, status])))
    await noteCalledOff(
      kernel,
      orders.flatMap((row) => row.contract ?? []),
    )
  }
}

/** Frames say what is ordered under them: held, as two orders may go on at once. */
async function noteCalledOff(kernel: Work, contracts: readonly string[]): Promise<void> {
  for (const part of portionsOf(contracts)) {
    for (const { id } of await kernel.find(contract, { id: { in: part }, form: 'frame' }, { limit: part.length })) {
      const frame = await kernel.one(contract, id, { lock: true })
      const lines = await every(kernel, orderLine, { 'order.contract': id, 'order.status': { in: bindingStates } } as never)
      const currency = moneyOf(frame.amount ?? lines[0]?.price, kernel.workspace.currency).currency
      const its = lines.filter(({ price }) => moneyOf(price, currency).currency === currency)
      const calledOff = lineSum(its.map(owed), currency)
      if ((amountOf(frame.calledOff) ?? 0) !== calledOff.amount) await kernel.change(contract, id, { calledOff })
    }
  }
}

function stateOf(row: Order, { lines, ...sums }: Counted): Order['status'] {
  if (!owedStates.includes(row.status) && row.status !== 'returned') return row.status
  const its = lines.filter((line) => line.order === row.id)
  const total = (of: (line: Line) => number) => toPieces(its.reduce((sum, line) => sum + of(line), 0))
  return statusBy({
    ordered: total(askedOf),
    delivered: total(({ id }) => sums.delivered.get(id) ?? 0),
    returned: total(({ id }) => sums.returned.get(id) ?? 0),
    exchanged: total(({ id }) => sums.exchanged.get(id) ?? 0),
  })
}

/** Orders that are confirmed keep back what is still to be delivered of goods that are kept in stock, in the unit that stock is counted in. */
async function reserve(kernel: Work, counted: Counted, statuses: ReadonlyMap<string, Order['status']>): Promise<void> {
  const lines = counted.lines.filter((line) => line.product)
  const products = [...new Set(lines.map((line) => line.product as string))]
  if (products.length === 0) return
  await holdStock(kernel, products)
  const stocked = await stockedOf(kernel, products)
  const had = new Map(
    (await every(kernel, reservation, { 'orderLine.order': { in: [...statuses.keys()] } } as never)).map((one) => [
      one.orderLine as string,
      one,
    ]),
  )
  const wanted = (line: Line): number =>
    stocked.has(line.product!) && owedStates.includes(statuses.get(line.order)!) ? piecesOf(line, Math.max(0, restOf(counted, line))) : 0
  await kernel.add(
    reservation,
    lines
      .filter((line) => !had.has(line.id) && wanted(line) > 0)
      .map((line) => ({ product: line.product!, orderLine: line.id, quantity: wanted(line) })),
  )
  await kernel.changeMany(
    reservation,
    lines.flatMap((line) => {
      const one = had.get(line.id)
      return one && one.quantity !== wanted(line) ? [{ id: one.id, quantity: wanted(line) }] : []
    }),
  )
}

/** Those of the products that are kept in stock. */
export async function stockedOf(kernel: Work, products: readonly string[]): Promise<ReadonlySet<string>> {
  const stocked = new Set<string>()
  for (const part of portionsOf(products))
    for (const { id } of await kernel.find(product, { id: { in: part }, isStocked: true } as never, { limit: part.length })) stocked.add(id)
  return stocked
}
