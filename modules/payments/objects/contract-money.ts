import { day, extendObject, formula, integer, money, rollUp } from '#kernel/model'
import { contract, planLine } from '#objects/contracts'
import { counts, deposits } from './counts.ts'

const issued = { 'invoice.status': { in: ['issued', 'delivered'] } }

const paid = { status: 'paid' }
/** Money of one instalment, come or gone; in one currency with it. */
const settled = '((has(received) ? received : amount - amount) + (has(paidOut) ? paidOut : amount - amount))'

/** Nothing, in the currency of the instalment. */
const none = 'amount - amount'
/** So little is wanting that nobody asks for it. */
const isPaid = `${settled} >= amount - (has(tolerance) ? tolerance : ${none})`
const isLate = 'isLive && has(dueOn) && today() - dueOn > (has(graceDays) ? graceDays : 0)'

/** How an instalment stands: counted, so that it is true on every road. */
export const planMoney = extendObject(planLine, {
  fields: {
    received: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: counts }),
    /** Of a purchase: what went out for it. */
    paidOut: rollUp({ of: 'supplierPayments', measure: 'sum', field: 'amount', filter: paid }),
    /** Of our company: so many days after its day it is not late yet, and so little may be wanting; see {@link moneyPolicy}. */
    graceDays: integer({ min: 0, max: 365, readOnly: true, total: false }),
    tolerance: money({ min: 0, readOnly: true }),
    left: formula({ expression: `isWaived || ${isPaid} ? ${none} : max(0, amount - ${settled})`, as: 'money' }),
    /** Given up: what of it had not come by then, and is in no receivable. */
    waived: formula({ expression: `isWaived ? max(0, amount - ${settled}) : ${none}`, as: 'money' }),
    status: formula({
      expression: `isWaived ? "waived" : ${isPaid} ? "received" : !isLive || !has(dueOn) ? "waiting" : ${settled} > 0 ? "part" : "open"`,
      as: 'choice',
      choices: [
        { key: 'waiting', color: 'grey' },
        { key: 'open', color: 'accent' },
        { key: 'part', color: 'amber' },
        { key: 'received', color: 'green' },
        { key: 'waived', color: 'grey' },
      ],
    }),
    overdue: formula({ expression: `${isLate} ? left : ${none}`, as: 'money' }),
    overdueDays: formula({ expression: `${isLate} && left > 0 ? today() - dueOn : 0`, as: 'integer', total: false }),
    /** The same by the day that was set first, which ageing goes by, and how far it was moved since. */
    ageDays: formula({ expression: `${isLate} && left > 0 ? today() - firstDueOn : 0`, as: 'integer', total: false }),
    movedDays: formula({ expression: 'has(dueOn) && has(firstDueOn) ? dueOn - firstDueOn : 0', as: 'integer', total: false }),
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
      rows: [
        ['received', 'paidOut'],
        ['left', 'status'],
        ['overdueDays', 'ageDays'],
        ['graceDays', 'tolerance'],
      ],
    },
  ],
})

/** A frame owes what was called off under it, or billed without an order. */
const owes = 'form == "frame" && has(billed) ? max(worth, billed) : worth'
/** Late is money of contracts that run or are finished; what was kept of one that was terminated is owed all the same. */
const runs = { 'contract.status': { in: ['running', 'finished'] } }

/** What of a contract was paid, billed and is late. Nobody types any of it. */
export const contractMoney = extendObject(contract, {
  fields: {
    received: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: counts }),
    exchangeDifference: rollUp({ of: 'allocations', measure: 'sum', field: 'exchangeDifference', filter: counts }),
    waived: rollUp({ of: 'plan', measure: 'sum', field: 'waived' }),
    receivable: formula({
      expression: `kind == "purchase" ? null : (has(received) ? (${owes}) - received : (${owes})) - (has(waived) ? waived : worth - worth)`,
      as: 'money',
    }),
    paidOut: rollUp({ of: 'supplierPayments', measure: 'sum', field: 'amount', filter: paid }),
    payable: formula({ expression: 'kind == "purchase" ? (has(paidOut) ? amount - paidOut : amount) : null', as: 'money' }),
    /** Instalments that are to be paid, and those that are: of five two stand as `2/5`. */
    planParts: rollUp({ of: 'plan', measure: 'count', filter: { isWaived: false } }),
    paidParts: rollUp({ of: 'plan', measure: 'count', filter: { status: 'received' } }),
    instalments: formula({
      whenAsked: true,
      expression: 'has(planParts) && planParts > 0 ? string(has(paidParts) ? paidParts : 0) + "/" + string(planParts) : null',
      as: 'text',
    }),
    /** Of one that was terminated: of what was kept. */
    receivedShare: formula({
      expression: 'has(received) ? received * 100 / (status == "terminated" && has(waived) ? worth - waived : worth) : 0',
      as: 'percent',
      bar: true,
    }),
    billed: rollUp({ of: 'invoiceShares', measure: 'sum', field: 'amount', filter: issued }),
    /** Above zero what was billed and not received, below zero what was received and not billed; both are usual. */
    billingGap: formula({
      expression: '(has(billed) ? billed : worth - worth) - (has(received) ? received : worth - worth)',
      as: 'money',
    }),
    unbilled: formula({ expression: 'has(billed) ? worth - billed : worth', as: 'money' }),
    /** The customer's, with us: in no figure of what was received. */
    depositsHeld: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: deposits }),
    overdue: rollUp({ of: 'plan', measure: 'sum', field: 'overdue', filter: runs }),
    overdueDays: rollUp({ of: 'plan', measure: 'max', field: 'overdueDays', filter: runs }),
  },
  columns: ['received', 'receivedShare', 'instalments', 'billed', 'overdue', 'overdueDays'],
  facts: ['received', 'overdue'],
  sections: [
    {
      section: 'money',
      rows: [
        ['received', 'receivable'],
        ['receivedShare', 'instalments'],
        ['waived'],
        ['overdue', 'depositsHeld'],
        ['billed', 'unbilled'],
        ['paidOut', 'payable'],
        ['overdueDays', 'exchangeDifference'],
      ],
    },
  ],
})
