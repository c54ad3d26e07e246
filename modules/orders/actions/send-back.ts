import { defineAction, fail, system } from '#kernel'
import { choice, day, json, link, text, yesNo } from '#kernel/model'
import { invoice, receipt } from '#objects/payments'
import { every, toPieces } from '../counting.ts'
import { delivery, deliveryLine, order, orderReturn, returnLine, warehouse } from '../objects/index.ts'
import { mayComeBack } from '../rules/order-steps.ts'
import { draftPapers } from '../settle-papers.ts'
import { quantitiesOf, warehouseFor } from './quantities.ts'

const settlements = ['redInvoice', 'refund', 'credit', 'exchange', 'none'] as const

/** Whoever may give more time may also take something back after it. */
const mayTakeLate: readonly string[] = ['administrator', 'manager']

/**
 * Goods of a delivery came back: all that has not yet, or the quantities given by position of the order. What is exchanged is to be delivered again; for the rest finance is asked.
 *
 * @throws `orders.return-time-over`, unless a manager takes it back all the same; `orders.over-returned` for more than was delivered
 */
export const sendBack = defineAction('orders.send-back', {
  on: delivery,
  input: {
    delivery: link(delivery, { required: true }),
    reason: text({ required: true, max: 500 }),
    settlement: choice(settlements, { required: true, default: 'refund' }),
    returnedOn: day({ default: 'today' }),
    warehouse: link(warehouse),
    quantities: json(),
    evenIfLate: yesNo({ default: false }),
  },
  result: { orderReturn: link(orderReturn, { required: true }), status: text({ required: true }) },
  fails: [
    'orders.no-such-step',
    'orders.return-time-over',
    'orders.bad-quantity',
    'orders.nothing-to-move',
    'orders.over-returned',
    'orders.which-warehouse',
  ],
  offered: { 'order.status': { in: ['partDelivered', 'delivered', 'partReturned'] } } as never,
  byReaders: true,
  async run(work, input) {
    const head = await work.one(delivery, input.delivery, { lock: true })
    const row = await work.one(order, head.order, { lock: true })
    if (!mayComeBack.includes(row.status))
      fail('orders.no-such-step', { object: 'order', number: row.number, from: row.status, to: 'returned' })
    const kernel = work.as(system('what may come back'))
    const [late] = await kernel.find(order, { id: row.id, returnUntil: { lt: input.returnedOn ?? work.today } } as never, { limit: 1 })
    if (late && !(input.evenIfLate && work.actor.roles.some((role) => mayTakeLate.includes(role))))
      fail('orders.return-time-over', { number: row.number, days: row.returnDays })
    const [out, back] = [
      await every(kernel, deliveryLine, { delivery: head.id }),
      await every(kernel, returnLine, { 'orderReturn.delivery': head.id } as never),
    ]
    const came = (line: string) => back.reduce((sum, one) => sum + (one.orderLine === line ? one.quantity : 0), 0)
    const rests = new Map<string, number>()
    for (const { orderLine, quantity } of out) rests.set(orderLine, (rests.get(orderLine) ?? 0) + quantity)
    for (const [line, quantity] of rests) rests.set(line, toPieces(quantity - came(line)))
    const quantities = quantitiesOf(input.quantities, rests)
    const over = quantities.find(([line, quantity]) => quantity > rests.get(line)!)
    if (over) fail('orders.over-returned', { delivered: rests.get(over[0]), over: over[1] - rests.get(over[0])! })
    const [made] = await work.create(orderReturn, [
      {
        order: row.id,
        delivery: head.id,
        warehouse: (await warehouseFor(kernel, input.warehouse, head.warehouse)) as never,
        returnedOn: input.returnedOn ?? work.today,
        reason: input.reason,
        settlement: input.settlement ?? 'refund',
        lines: quantities.map(([orderLine, quantity]) => ({ orderLine, quantity })),
      },
    ])
    return { orderReturn: made!.id, status: (await kernel.one(order, row.id)).status }
  },
})

/** Finance does what the return asks for: by the red invoice or the money that it names, or by drafts of both with their sums, which wait for finance. */
export const settle = defineAction('orders.settle', {
  on: orderReturn,
  input: {
    orderReturn: link(orderReturn, { required: true }),
    invoice: link(invoice),
    receipt: link(receipt),
    draft: yesNo({ default: true }),
    settledOn: day({ default: 'today' }),
  },
  result: { orderReturn: link(orderReturn, { required: true }), invoice: link(invoice), receipt: link(receipt) },
  fails: ['orders.settled'],
  offered: { settledOn: { empty: true }, settlement: { in: ['redInvoice', 'refund', 'credit'] } },
  byReaders: true,
  async run(work, input) {
    const row = await work.one(orderReturn, input.orderReturn, { lock: true })
    if (row.settledOn) fail('orders.settled', { settledOn: row.settledOn })
    if (input.invoice) await work.one(invoice, input.invoice)
    if (input.receipt) await work.one(receipt, input.receipt)
    const isNamed = Boolean(input.invoice || input.receipt)
    const papers =
      isNamed || input.draft === false ? { invoice: input.invoice ?? null, receipt: input.receipt ?? null } : await draftPapers(work, row)
    await work.as(system('a return is settled')).change(orderReturn, row.id, { settledOn: input.settledOn ?? work.today, ...papers })
    return { orderReturn: row.id, ...papers }
  },
})
