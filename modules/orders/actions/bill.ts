import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { choice, link, money, yesNo } from '#kernel/model'
import { allocated, fillBeside, leftOf } from '#modules/payments'
import { amountOf, lineSum, moneyOf, partOfLine, toCents } from '#objects/catalog'
import { invoice, invoiceShare, receipt } from '#objects/payments'
import { every, toPieces } from '../counting.ts'
import { askedOf, countOf } from '../go-on.ts'
import { order, type orderLine, returnLine } from '../objects/index.ts'
import { returnedOf, roomOf, takes } from '../order-worth.ts'
import { isBinding } from '../rules/order-steps.ts'

type Line = RowOf<typeof orderLine>
type Share = RowOf<typeof invoiceShare> & Readonly<{ orderLine: string | null }>

const kinds = ['electronic', 'special', 'ordinary', 'receipt', 'foreign'] as const

/**
 * Asks for an invoice of an order: a line for each position, of what nobody has billed yet, or of that what was delivered. Into an invoice of the same customer that is still asked for, and several orders and
 * contracts stand on one paper.
 *
 * @throws `orders.not-confirmed`, `orders.nothing-to-bill`, `orders.invoice-is-out`
 */
export const bill = defineAction('orders.bill', {
  on: order,
  many: true,
  byReaders: true,
  input: {
    order: link(order, { required: true }),
    onlyDelivered: yesNo({ default: false }),
    kind: choice(kinds, { default: 'electronic' }),
    into: link(invoice),
  },
  result: { invoice: link(invoice, { required: true }) },
  fails: ['orders.not-confirmed', 'orders.nothing-to-bill', 'orders.invoice-is-out', 'orders.over-billed', 'orders.other-customer'],
  offered: { status: { in: ['confirmed', 'partDelivered', 'delivered', 'partReturned', 'closed'] } },
  async run(work, input) {
    const row = await work.one(order, input.order, { lock: true })
    if (!isBinding(row.status)) fail('orders.not-confirmed', { order: row.number, status: row.status })
    const shares = (await linesToBill(work.as(system('what is not billed yet')), row.id, input.onlyDelivered === true)).map((line) => ({
      ...line,
      order: row.id,
      contract: row.contract,
    }))
    if (shares.length === 0) fail('orders.nothing-to-bill', { order: row.number })
    if (input.into) {
      const into = await work.one(invoice, input.into, { lock: true })
      if (into.status !== 'requested' || into.reverses) fail('orders.invoice-is-out', { invoice: into.number })
      await work.create(invoiceShare, shares.map((share) => ({ ...share, invoice: into.id })) as never)
      return { invoice: into.id }
    }
    const [made] = await work.create(invoice, [
      { account: row.account, legalEntity: row.legalEntity, owner: row.owner, kind: input.kind ?? 'electronic', shares } as never,
    ])
    return { invoice: made!.id }
  },
})

/** What of each position nobody has billed: its quantity where the pieces say it, and always its sum. */
async function linesToBill(kernel: Work, id: string, onlyDelivered: boolean) {
  const counted = await countOf(kernel, [id])
  const back = await every(kernel, returnLine, returnedOf([id]))
  const asked = (await every(kernel, invoiceShare, { 'orderLine.order': id, ...takes } as never)) as Share[]
  return counted.lines
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .flatMap((line) => {
      const its = asked.filter((share) => share.orderLine === line.id)
      const returned = back.reduce((sum, one) => sum + (one.orderLine === line.id ? one.quantity : 0), 0)
      const sent = Math.min(askedOf(line), (counted.delivered.get(line.id) ?? 0) - (counted.exchanged.get(line.id) ?? 0))
      const due = toPieces((onlyDelivered ? sent : askedOf(line)) - returned)
      return positionOf(line, its, due)
    })
}

function positionOf(line: Line, billed: readonly Share[], due: number) {
  const { currency } = moneyOf(line.price)
  const whole = lineSum([partOfLine(line, due)], currency).amount
  const amount = toCents(whole - billed.reduce((sum, share) => sum + (amountOf(share.amount) ?? 0), 0), currency)
  const quantity = toPieces(due - billed.reduce((sum, share) => sum + (share.quantity ?? 0), 0))
  if (amount <= 0 || !line.price) return []
  const { product, description, unit, taxRate } = line
  const counted = quantity > 0 ? { quantity, price: { amount: Number((amount / quantity).toFixed(4)), currency } } : {}
  return [{ orderLine: line.id, product, description, unit, taxRate, ...counted, amount: { amount, currency } }]
}

/**
 * Puts what is left of some money onto an order that has no contract: its open invoices take it, the earliest first; what is more waits with the order for its invoice. No order takes more than it comes to.
 *
 * @throws `orders.by-its-contract`, `orders.not-confirmed`, `payments.nothing-left`
 */
export const allocateTo = defineAction('orders.allocate-to-order', {
  on: receipt,
  input: { receipt: link(receipt, { required: true }), order: link(order, { required: true }), amount: money({ min: 0 }) },
  result: { receipt: link(receipt, { required: true }), allocated: money() },
  fails: ['orders.by-its-contract', 'orders.not-confirmed', 'payments.nothing-left'],
  offered: { kind: { ne: 'refund' }, refundOf: { empty: true }, status: { ne: 'reversed' } },
  aside: true,
  async run(work, input) {
    const { row, left } = await leftOf(work, input.receipt, amountOf(input.amount))
    const of = await work.one(order, input.order, { lock: true })
    if (of.contract) fail('orders.by-its-contract', { order: of.number })
    if (!isBinding(of.status)) fail('orders.not-confirmed', { order: of.number, status: of.status })
    const parts = await fillBeside(work, { receipt: row.id, order: of.id, left, room: await roomOf(work, of.id) })
    return allocated(work, row, parts as never, async () => of)
  },
})
