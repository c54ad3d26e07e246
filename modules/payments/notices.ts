import { defineNotice } from '#kernel'
import { contract, planLine } from '#objects/contracts'
import { invoice, receipt } from './objects/index.ts'

/** Money has come for a contract of mine. */
export const moneyCame = defineNotice('payments.money-came', { on: contract, shows: ['account', 'received', 'receivable'] })
/** An instalment of mine is due soon. */
export const dueSoon = defineNotice('payments.due-soon', { on: planLine, asks: true, shows: ['contract', 'dueOn', 'left'] })
/** An instalment is late. */
export const isLate = defineNotice('payments.late', { on: planLine, asks: true, shows: ['contract', 'dueOn', 'left', 'overdueDays'] })
/** Money of a customer or a deal that I follow is late. */
export const followedLate = defineNotice('payments.followed-late', { on: planLine, shows: ['contract', 'dueOn', 'left', 'overdueDays'] })
const bill = ['account', 'dueOn', 'openBeside'] as const
/** The same of an invoice that stands under no contract. */
export const billSoon = defineNotice('payments.invoice-soon', { on: invoice, asks: true, shows: bill })
export const billLate = defineNotice('payments.invoice-late', { on: invoice, asks: true, shows: [...bill, 'overdueDays'] })
export const followedBill = defineNotice('payments.followed-invoice-late', { on: invoice, shows: [...bill, 'overdueDays'] })
/** An invoice I asked for is out. */
export const invoiceOut = defineNotice('payments.invoice-out', { on: invoice, shows: ['account', 'amount', 'invoiceNumber'] })
/** An invoice I asked for was refused. */
export const invoiceRefused = defineNotice('payments.invoice-refused', { on: invoice, asks: true, shows: ['account', 'amount', 'reason'] })
/** Money has come for an invoice of mine that stands under no contract. */
export const invoicePaid = defineNotice('payments.invoice-paid', { on: invoice, shows: ['account', 'amount', 'receivable'] })
/** An invoice could not be mailed. */
export const mailRefused = defineNotice('payments.mail-refused', { on: invoice, asks: true, shows: ['account', 'sentTo', 'mailNote'] })
/** A deposit is to be paid back soon. */
export const backSoon = defineNotice('payments.back-soon', { on: receipt, asks: true, shows: ['account', 'amount', 'backOn'] })

export const notices = [
  moneyCame,
  dueSoon,
  isLate,
  followedLate,
  billSoon,
  billLate,
  followedBill,
  invoiceOut,
  invoiceRefused,
  invoicePaid,
  mailRefused,
  backSoon,
]
