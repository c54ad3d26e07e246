import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, link, money, text } from '#kernel/model'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { supplierPayment } from '../objects/index.ts'

type Payment = RowOf<typeof supplierPayment>
const on = { supplierPayment: link(supplierPayment, { required: true }) }
const result = { ...on, status: text({ required: true }) }
const because = system('a payment to a supplier goes on')
const from = { approved: 'requested', refused: 'requested', paid: 'approved' } as const

/** The payment, held, if it may go on to that state. @throws `payments.no-payment-step` */
async function stepTo(work: Work, id: string, to: keyof typeof from): Promise<Payment> {
  const row = await work.one(supplierPayment, id, { lock: true })
  if (row.status !== from[to]) fail('payments.no-payment-step', { from: row.status, to })
  return row
}

/** @throws `payments.own-payment` for whoever decides about what he asked for. */
function notOwn(work: Work, row: Payment): void {
  if (row.owner && row.owner === work.actor.memberId) fail('payments.own-payment', { payment: row.number })
}

/** Somebody else agrees that it is to be paid. */
export const approvePayment = defineAction('payments.approve-payment', {
  on: supplierPayment,
  many: true,
  byReaders: true,
  input: on,
  result,
  fails: ['payments.no-payment-step', 'payments.own-payment'],
  offered: { status: 'requested' },
  async run(work, input) {
    const row = await stepTo(work, input.supplierPayment, 'approved')
    notOwn(work, row)
    await work.as(because).change(supplierPayment, row.id, { status: 'approved', approvedBy: work.actor.name })
    return { supplierPayment: row.id, status: 'approved' }
  },
})

/** Somebody else refuses, and says why; its part of the contract is free again. */
export const refusePayment = defineAction('payments.refuse-payment', {
  on: supplierPayment,
  byReaders: true,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['payments.no-payment-step', 'payments.own-payment'],
  offered: { status: 'requested' },
  async run(work, input) {
    const row = await stepTo(work, input.supplierPayment, 'refused')
    notOwn(work, row)
    await work.as(because).change(supplierPayment, row.id, { status: 'refused', reason: input.reason })
    return { supplierPayment: row.id, status: 'refused' }
  },
})

/** Finance has paid: by the bank's day. */
export const pay = defineAction('payments.pay', {
  on: supplierPayment,
  byReaders: true,
  input: { ...on, paidOn: day({ default: 'today' }), bankReference: text({ max: 100 }) },
  result,
  fails: ['payments.no-payment-step', 'payments.paid-ahead'],
  offered: { status: 'approved' },
  async run(work, input) {
    const row = await stepTo(work, input.supplierPayment, 'paid')
    const paidOn = input.paidOn ?? work.today
    if (paidOn > work.today) fail('payments.paid-ahead', { today: work.today })
    await work.as(because).change(supplierPayment, row.id, { status: 'paid', paidOn, bankReference: input.bankReference ?? null })
    return { supplierPayment: row.id, status: 'paid' }
  },
})

/** What came back of it, or was booked wrongly: an entry of its own below zero, on its own day. @throws `payments.not-paid`, `payments.over-countered` */
export const counterPayment = defineAction('payments.counter-payment', {
  on: supplierPayment,
  byReaders: true,
  input: { ...on, amount: money({ min: 0 }), paidOn: day({ default: 'today' }), reason: text({ required: true, max: 500 }) },
  result: on,
  fails: ['payments.not-paid', 'payments.over-countered', 'payments.paid-ahead'],
  offered: { status: 'paid', counters: { empty: true } },
  aside: true,
  async run(work, input) {
    const row = await work.one(supplierPayment, input.supplierPayment, { lock: true })
    if (row.status !== 'paid' || row.counters) fail('payments.not-paid', { status: row.status })
    const kernel = work.as(because)
    const paidOn = input.paidOn ?? work.today
    if (paidOn > work.today) fail('payments.paid-ahead', { today: work.today })
    const had = await kernel.find(supplierPayment, { counters: row.id }, { limit: 1_000 })
    const whole = moneyOf(row.amount)
    const left = toCents(whole.amount + had.reduce((sum, one) => sum + (amountOf(one.amount) ?? 0), 0))
    const amount = amountOf(input.amount) ?? left
    if (!(amount > 0) || amount > left) fail('payments.over-countered', { left })
    const { contract, planLine, owner, method, legalEntity, bankAccount, purpose } = row
    const facts = { contract, planLine, owner, method, legalEntity, bankAccount, purpose }
    const [id] = await kernel.add(supplierPayment, [
      { ...facts, amount: { amount: -amount, currency: whole.currency }, status: 'paid', paidOn, counters: row.id, reason: input.reason },
    ])
    return { supplierPayment: id! }
  },
})
