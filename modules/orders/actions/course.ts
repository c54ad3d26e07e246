import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, link, money, text } from '#kernel/model'
import { amountOf, lineSum, moneyOf, toCents } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { account } from '#objects/customers'
import { allocation, receipt } from '#objects/payments'
import { byId, every } from '../counting.ts'
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

/** Nothing was delivered, and nothing will be: what was kept back is free again, and what was paid in advance is the customer's credit. */
export const cancel = defineAction('orders.cancel', {
  on: order,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['orders.no-such-step'],
  offered: { status: 'confirmed' },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.order, 'cancelled')
    await toCredit(work.as(system('an order is cancelled')), row.id)
    await stepTo(work, row.id, 'cancelled', { endReason: input.reason, closedOn: work.today })
    return { order: row.id, status: 'cancelled' }
  },
})

/** What came for an order and did not go back is allocated to nothing any more; what went back of it stands. */
async function toCredit(kernel: Work, id: string): Promise<void> {
  const parts = await every(kernel, allocation, { order: id, invoice: { empty: true } } as never)
  const receipts = await byId(
    kernel,
    receipt,
    parts.map((part) => part.receipt),
  )
  const rootOf = (part: RowOf<typeof allocation>): string =>
    receipts.get(part.receipt)?.refundOf ?? receipts.get(part.receipt)?.reverses ?? part.receipt
  for (const its of Map.groupBy(parts, rootOf).values()) {
    let wentBack = its.reduce((sum, part) => sum + Math.max(0, -(amountOf(part.amount) ?? 0)), 0)
    for (const part of its.filter(({ amount }) => (amountOf(amount) ?? 0) > 0)) {
      const { amount, currency } = moneyOf(part.amount)
      const stays = Math.min(amount, wentBack)
      wentBack = toCents(wentBack - stays)
      if (stays === 0) await kernel.remove(allocation, [part.id])
      else if (stays < amount && !part.paid) await kernel.change(allocation, part.id, { amount: { amount: stays, currency } })
    }
  }
}

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

/**
 * Whoever is above or keeps the money closes an order before the clock does: it is delivered, billed and paid, or somebody says why it is over all the same.
 *
 * @throws `orders.not-settled` with what is not billed and not paid
 */
export const closeOrder = defineAction('orders.close', {
  on: order,
  input: { ...on, reason: text({ max: 500 }) },
  result,
  fails: ['orders.no-such-step', 'orders.not-settled'],
  offered: { status: { in: ['delivered', 'partReturned', 'returned'] } },
  byReaders: true,
  async run(work, input) {
    const row = await stepFrom(work, input.order, 'closed')
    const kernel = work.as(system('an order is closed'))
    if (!input.reason) await assertSettled(kernel, row)
    await kernel.change(order, row.id, { status: 'closed', closedOn: work.today, ...(input.reason ? { endReason: input.reason } : {}) })
    return { order: row.id, status: 'closed' }
  },
})

/** @throws `orders.not-settled` */
async function assertSettled(kernel: Work, row: Order): Promise<void> {
  const figures = async (object: string, id: string, fields: readonly string[]): Promise<number[]> => {
    const [its] = await kernel.list({ object, filter: { id }, fields, limit: 1 })
    return fields.map((name) => Math.max(0, amountOf(its![name] as never) ?? 0))
  }
  const [own, open] = (await figures('order', row.id, ['unbilled', 'openMoney'])) as [number, number]
  const [rest, owed] = row.contract
    ? ((await figures('contract', row.contract, ['unbilled', 'receivable'])) as [number, number])
    : [own, open]
  const [unbilled, unpaid] = [Math.min(own, rest), owed]
  if (unbilled > 0 || unpaid > 0) fail('orders.not-settled', { order: row.number, unbilled, unpaid, missing: ['reason'] })
}

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
