import { grant } from '#kernel'
import { bankLine, bankMap, bankStatement, invoice, receipt, supplierPayment } from './objects/index.ts'

const ofFinance = {
  'payments.confirm': false,
  'payments.refund': false,
  'payments.reverse': false,
  'payments.match': false,
  'payments.offer': false,
  'payments.allocate': false,
}
const toIssue = {
  'payments.approve': false,
  'payments.reject': false,
  'payments.issue': false,
  'payments.deliver': false,
  'payments.void': false,
}
const toPay = { 'payments.pay': false, 'payments.counter-payment': false }
const toAgree = { 'payments.approve-payment': false, 'payments.refuse-payment': false }
/** Finance says what counts; those who sell ask. */
const asked = { status: 'read' } as const
const asking = { ...asked, invoiceNumber: 'read', issuedOn: 'read', paper: 'read' } as const
const everything = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true, share: true } as const

/**
 * Money is finance's: it books, confirms and issues. Those who sell see what came for them, say whose money it is, and ask for invoices, which they may change until they are agreed to.
 */
export const grants = [
  grant('finance', supplierPayment, everything),
  grant('manager', supplierPayment, { read: 'below', create: true, update: 'below', export: true, actions: toPay }),
  grant('rep', supplierPayment, { read: 'own', create: true, update: 'own', export: true, actions: { ...toPay, ...toAgree } }),
  grant('readonly', supplierPayment, { read: 'all', export: true, actions: { ...toPay, ...toAgree } }),
  grant('finance', receipt, everything),
  // What stands on our accounts is finance's alone: salaries go out of them.
  grant('finance', bankStatement, { read: 'all', create: true, update: 'all', export: true }),
  grant('finance', bankLine, { read: 'all', export: true }),
  grant('finance', bankMap, everything),
  ...[bankStatement, bankLine, bankMap].map((object) => grant('readonly', object, {})),
  grant('finance', invoice, everything),
  grant('manager', receipt, { read: 'below', create: true, export: true, actions: ofFinance, fields: asked }),
  grant('rep', receipt, { read: 'own', create: true, export: true, actions: ofFinance, fields: asked }),
  grant('manager', invoice, { read: 'below', create: true, update: 'below', export: true, actions: toIssue, fields: asking }),
  grant('rep', invoice, { read: 'own', create: true, update: 'own', export: true, actions: toIssue, fields: asking }),
  grant('readonly', receipt, { read: 'all', export: true, actions: { ...ofFinance, 'payments.claim': false } }),
  grant('readonly', invoice, { read: 'all', export: true, actions: { ...toIssue, 'payments.redden': false } }),
]
