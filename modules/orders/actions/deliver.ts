import { defineAction, fail, system } from '#kernel'
import { day, json, link, text } from '#kernel/model'
import { countOf, restOf } from '../go-on.ts'
import { delivery, order, warehouse } from '../objects/index.ts'
import { toBeDelivered } from '../rules/order-steps.ts'
import { quantitiesOf, warehouseFor } from './quantities.ts'

/**
 * Goods leave the house: all that is still to be delivered, or the quantities given by position. The stock goes out in the same write.
 *
 * @throws `orders.not-in-stock` where the warehouse has less; `orders.over-delivered` for more than was ordered
 */
export const deliver = defineAction('orders.deliver', {
  on: order,
  input: {
    order: link(order, { required: true }),
    warehouse: link(warehouse),
    deliveredOn: day({ default: 'today' }),
    carrier: text({ max: 100 }),
    trackingNumber: text({ max: 100 }),
    quantities: json(),
  },
  result: { delivery: link(delivery, { required: true }), status: text({ required: true }) },
  fails: [
    'orders.no-such-step',
    'orders.which-warehouse',
    'orders.bad-quantity',
    'orders.nothing-to-move',
    'orders.not-in-stock',
    'orders.over-delivered',
  ],
  offered: { status: { in: ['confirmed', 'partDelivered', 'partReturned'] } },
  byReaders: true,
  async run(work, input) {
    const row = await work.one(order, input.order, { lock: true })
    if (!toBeDelivered.includes(row.status))
      fail('orders.no-such-step', { object: 'order', number: row.number, from: row.status, to: 'delivered' })
    const kernel = work.as(system('what is to be delivered'))
    const counted = await countOf(kernel, [row.id])
    const rests = new Map(counted.lines.map((line) => [line.id as string, restOf(counted, line)]))
    const quantities = quantitiesOf(input.quantities, rests)
    const over = quantities.find(([line, quantity]) => quantity > rests.get(line)!)
    if (over) {
      const line = counted.lines.find(({ id }) => id === over[0])!
      fail('orders.over-delivered', { description: line.description, ordered: line.quantity, over: over[1] - rests.get(line.id)! })
    }
    const [made] = await work.create(delivery, [
      {
        order: row.id,
        warehouse: (await warehouseFor(kernel, input.warehouse, row.warehouse)) as never,
        deliveredOn: input.deliveredOn ?? work.today,
        carrier: input.carrier ?? null,
        trackingNumber: input.trackingNumber ?? null,
        deliveredBy: work.actor.memberId as never,
        lines: quantities.map(([orderLine, quantity]) => ({ orderLine, quantity })),
      },
    ])
    return { delivery: made!.id, status: (await kernel.one(order, row.id)).status }
  },
})
