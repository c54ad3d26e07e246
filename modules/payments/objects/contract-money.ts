import { day, extendObject, formula, rollUp } from '#kernel/model'
import { contract, planLine } from '#objects/contracts'

/** Money that finance has confirmed; what was reversed stands beside its counter record, and both count. */
const counts = { 'receipt.status': { in: ['confirmed', 'reversed'] } }
const issued = { 'invoice.status': { in: ['issued', 'delivered'] } }

const paid = { status: 'paid' }
/** Money of one instalment, come or gone; in one currency with it. */
const settled = '((has(received) ? received : amount - amount) + (has(paidOut) ? paidOut : amount - amount))'

/** How an instalment stands: counted, so that it is true on every road. */
export const planMoney = extendObject(planLine, {
  fields: {
    received: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: counts }),
    /** Of a purchase: what went out for it. */
    paidOut: rollUp({ of: 'supplierPayments', measure: 'sum', field: 'amount', filter: paid }),
    left: formula({ expression: `isWaived ? amount - amount : max(0, amount - ${settled})`, as: 'money' }),
    status: formula({
      expression: `isWaived ? "waived" : ${settled} >= amount ? "received" : !isLive || !has(dueOn) ? "waiting" : ${settled} > 0 ? "part" : "open"`,
      as: 'choice',
      choices: [
        { key: 'waiting', color: 'grey' },
        { key: 'open', color: 'accent' },
        { key: 'part', color: 'amber' },
        { key: 'received', color: 'green' },
        { key: 'waived', color: 'grey' },
      ],
    }),
    overdue: formula({ expression: 'isLive && has(dueOn) && dueOn < today() ? left : amount - amount', as: 'money' }),
    overdueDays: formula({
      expression: 'isLive && has(dueOn) && dueOn < today() && left > 0 ? today() - dueOn : 0',
      as: 'integer',
      total: false,
    }),
    /** Noted by night: when the last money for it counted. */
    settledOn: day({ readOnly: true, indexed: true }),
    delayDays: formula({ expression: 'has(settledOn) && has(dueOn) ? settledOn - dueOn : null', as: 'integer', total: false }),
    /** Noted by night: its day, later by as much as this customer usually is; empty while too little is known. */
    expectedOn: day({ readOnly: true, indexed: true }),
  },
  columns: ['received', 'status', 'overdueDays'],
  sections: [
    {
      section: 'money',
      rows: [['received', 'paidOut'], ['left', 'status'], ['overdueDays']],
    },
  ],
})

/** What of a contract was paid, billed and is late. Nobody types any of it. */
export const contractMoney = extendObject(contract, {
  fields: {
    received: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: counts }),
    exchangeDifference: rollUp({ of: 'allocations', measure: 'sum', field: 'exchangeDifference', filter: counts }),
    receivable: formula({ expression: 'kind == "purchase" ? null : has(received) ? amount - received : amount', as: 'money' }),
    paidOut: rollUp({ of: 'supplierPayments', measure: 'sum', field: 'amount', filter: paid }),
    payable: formula({ expression: 'kind == "purchase" ? (has(paidOut) ? amount - paidOut : amount) : null', as: 'money' }),
    receivedShare: formula({ expression: 'has(received) ? received * 100 / amount : 0', as: 'percent' }),
    billed: rollUp({ of: 'invoiceShares', measure: 'sum', field: 'amount', filter: issued }),
    /** Above zero what was billed and not received, below zero what was received and not billed; both are usual. */
    billingGap: formula({
      expression: '(has(billed) ? billed : amount - amount) - (has(received) ? received : amount - amount)',
      as: 'money',
    }),
    unbilled: formula({ expression: 'has(billed) ? amount - billed : amount', as: 'money' }),
    overdue: rollUp({ of: 'plan', measure: 'sum', field: 'overdue' }),
    overdueDays: rollUp({ of: 'plan', measure: 'max', field: 'overdueDays' }),
  },
  columns: ['received', 'overdue'],
  facts: ['received', 'overdue'],
  sections: [
    {
      section: 'money',
      rows: [
        ['received', 'receivable'],
        ['receivedShare', 'overdue'],
        ['billed', 'unbilled'],
        ['paidOut', 'payable'],
        ['overdueDays', 'exchangeDifference'],
      ],
    },
  ],
})
