import { defineAction, fail, system, type Work } from '#kernel'
import { day, link, money, text } from '#kernel/model'
import { lineSum } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { account } from '#objects/customers'
import { every } from '../counting.ts'
import { assertCredit, assertNotBlocked } from '../credit.ts'
import { countOf, goOn, restOf } from '../go-on.ts'
import { order, orderLine } from '../objects/index.ts'
import { assertAllowed } from '../on-sale.ts'
import { assertAvailable } from '../stock.ts'
import { type Order, stepFrom, stepTo } from './step.ts'

const on = { order: link(order, { required: true }) }
const result = { order: link(order, { required: true }), status: text({ required: true }) }

/**
 * The order is agreed with the customer: what it needs is kept back, and whoever keeps the warehouse hears of it.
 *
 * @throws `orders.no-lines`, `orders.approval-only`, `orders.blacklisted`, `orders.contract-not-running`, `orders.over-contract`, `orders.not-available`, and what the credit throws.
 */
export const confirm = defineAction('orders.confirm', {
  on: order,
  input: { ...on, promisedOn: day() },
  result,
  fails: [
    'orders.no-such-step',
    'orders.no-lines',
    'orders.approval-only',
    'orders.blacklisted',
    'orders.credit-hold',
    'orders.overdue',
    'orders.credit-exceeded',
    'orders.contract-not-running',
    'orders.over-contract',
    'orders.not-available',
  ],
  offered: { status: 'draft' },
  async run(work, input) {
    const row = await stepFrom(work, input.order, 'confirmed')
    const kernel = work.as(system('an order is confirmed'))
    const lines = await every(kernel, orderLine, { order: row.id })
    if (lines.length === 0) fail('orders.no-lines')
    await assertAllowed(work, lines)
    const customer = await kernel.one(account, row.account)
    assertNotBlocked(customer, work.today)
    await assertContract(kernel, row)
    await assertCredit(kernel, row, customer)
    await stepTo(work, row.id, 'confirmed', {
      confirmedOn: work.today,
      ...(input.promisedOn ? { promisedOn: input.promisedOn } : {}),
    })
    if (!row.mayOversell)
      await assertAvailable(
        kernel,
        lines.flatMap((line) => line.product ?? []),
      )
    return { order: row.id, status: 'confirmed' }
  },
})

/** @throws `orders.contract-not-running`, `orders.not-its-contract` */
async function assertContract(kernel: Work, row: Order): Promise<void> {
  if (!row.contract) return
  // Held, so that it does not end meanwhile and leave an order behind that nobody cancels.
  const its = await kernel.one(contract, row.contract, { lock: true })
  if (its.account !== row.account) fail('orders.not-its-contract', { contract: its.number })
  if (its.status !== 'running') fail('orders.contract-not-running', { contract: its.number, status: its.status })
}

/** Nothing was delivered, and nothing will be: what was kept back is free again. */
export const cancel = defineAction('orders.cancel', {
  on: order,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['orders.no-such-step'],
  offered: { status: 'confirmed' },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.order, 'cancelled')
    await stepTo(work, row.id, 'cancelled', { endReason: input.reason, closedOn: work.today })
    return { order: row.id, status: 'cancelled' }
  },
})

/** What is still to be delivered of a part delivery will not be: it is not owed, and what was kept back for it is free again. */
export const giveUpRest = defineAction('orders.give-up-rest', {
  on: order,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['orders.no-such-step', 'orders.nothing-to-move'],
  offered: { status: { in: ['partDelivered', 'partReturned'] } },
  aside: true,
  async run(work, input) {
    const row = await work.one(order, input.order, { lock: true })
    if (row.status !== 'partDelivered' && row.status !== 'partReturned')
      fail('orders.no-such-step', { object: 'order', number: row.number, from: row.status, to: 'delivered' })
    const kernel = work.as(system('the rest is given up'))
    const counted = await countOf(kernel, [row.id])
    const rests = counted.lines.map((line) => ({ line, rest: restOf(counted, line) })).filter(({ rest }) => rest > 0)
    if (rests.length === 0) fail('orders.nothing-to-move')
    await work.change(order, row.id, {})
    await kernel.changeMany(
      orderLine,
      rests.map(({ line, rest }) => ({ id: line.id, givenUp: (line.givenUp ?? 0) + rest })),
    )
    await kernel.change(order, row.id, { endReason: input.reason })
    await goOn(work, [row.id])
    return { order: row.id, status: (await kernel.one(order, row.id)).status }
  },
})

/** Everything is settled. By itself where the contract says so: delivered, billed and paid, with the time to return over. */
export const closeOrder = defineAction('orders.close', {
  on: order,
  input: { ...on, reason: text({ max: 500 }) },
  result,
  fails: ['orders.no-such-step'],
  offered: { status: { in: ['delivered', 'partReturned', 'returned'] } },
  async run(work, input) {
    const row = await stepFrom(work, input.order, 'closed')
    await stepTo(work, row.id, 'closed', { closedOn: work.today, ...(input.reason ? { endReason: input.reason } : {}) })
    return { order: row.id, status: 'closed' }
  },
})

/** An order of up to its present sum goes through although the customer's credit does not cover it. */
export const releaseCredit = defineAction('orders.release-credit', {
  on: order,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result: { order: link(order, { required: true }), creditRelease: money() },
  fails: ['orders.no-such-step', 'orders.no-lines'],
  offered: { status: 'draft' },
  aside: true,
  byReaders: true,
  async run(work, input) {
    const row = await stepFrom(work, input.order, 'confirmed')
    const kernel = work.as(system('credit is released'))
    const lines = await every(kernel, orderLine, { order: row.id })
    if (lines.length === 0) fail('orders.no-lines')
    const creditRelease = lineSum(lines, work.workspace.currency)
    await kernel.change(order, row.id, { creditRelease, releaseReason: input.reason })
    return { order: row.id, creditRelease }
  },
})

/** More may be sold than there is, by the day that was promised to the customer. */
export const allowOversell = defineAction('orders.allow-oversell', {
  on: order,
  input: { ...on, promisedOn: day({ required: true }) },
  result: { order: link(order, { required: true }) },
  fails: ['orders.no-such-step', 'orders.promised-before-ordered'],
  offered: { status: 'draft', mayOversell: false },
  aside: true,
  byReaders: true,
  async run(work, input) {
    const row = await stepFrom(work, input.order, 'confirmed')
    await work.as(system('more may be sold than there is')).change(order, row.id, { mayOversell: true, promisedOn: input.promisedOn })
    return { order: row.id }
  },
})
