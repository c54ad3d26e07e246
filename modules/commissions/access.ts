import { grant } from '#kernel'
import {
  commissionException,
  commissionLeaver,
  commissionLine,
  commissionPaper,
  commissionPayroll,
  commissionPlan,
  commissionRehearsal,
  commissionStatement,
  disputeNote,
  saleCredit,
} from './objects/index.ts'

const everything = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true } as const
const closing = { 'commissions.calculate': false, 'commissions.lock': false, 'commissions.payroll': false }
const deciding = { 'commissions.approve-exception': false, 'commissions.refuse-exception': false }
const profits = { profit: 'hidden', creditedProfit: 'hidden', profitRate: 'hidden' } as const

/**
 * Nobody sees what another earns unless his role says so: finance sees all of it, managers that of their departments, everybody else his own. Plans are made by finance; managers read and
 * rehearse them.
 */
export const grants = [
  grant('finance', commissionPlan, everything),
  grant('manager', commissionPlan, { read: 'all', actions: { 'commissions.count-month': false } }),
  grant('finance', commissionStatement, { read: 'all', export: true }),
  grant('manager', commissionStatement, { read: 'below', export: true, actions: closing }),
  grant('rep', commissionStatement, { read: 'own', export: true, actions: { ...closing, 'commissions.approve': false } }),
  grant('finance', commissionLine, { read: 'all', export: true }),
  grant('manager', commissionLine, { read: 'below', export: true }),
  grant('rep', commissionLine, { read: 'own', export: true, actions: { 'commissions.answer': false } }),
  grant('finance', disputeNote, { read: 'all', export: true }),
  grant('manager', disputeNote, { read: 'below', export: true }),
  grant('rep', disputeNote, { read: 'own', export: true }),
  grant('finance', commissionPayroll, { read: 'all', export: true }),
  grant('finance', commissionPaper, { read: 'all', export: true }),
  grant('manager', commissionPaper, { read: 'below', export: true }),
  grant('rep', commissionPaper, { read: 'own', export: true }),
  grant('finance', commissionException, everything),
  grant('manager', commissionException, { read: 'below', create: true, update: 'own', remove: 'own', export: true, actions: deciding }),
  grant('finance', commissionLeaver, everything),
  grant('manager', commissionLeaver, { read: 'all', export: true }),
  grant('finance', commissionRehearsal, { read: 'all', remove: 'all', export: true }),
  grant('manager', commissionRehearsal, { read: 'own', export: true }),
  // Whoever reads everything else does not read what people earn.
  ...[
    ...[commissionPlan, commissionStatement, commissionLine, disputeNote, commissionPaper],
    ...[commissionPayroll, commissionException, commissionLeaver, commissionRehearsal],
  ].map((object) => grant('readonly', object, {})),
  grant('finance', saleCredit, { read: 'all', export: true }),
  grant('manager', saleCredit, { read: 'below', export: true }),
  grant('rep', saleCredit, { read: 'own', export: true, fields: profits }),
  grant('readonly', saleCredit, { read: 'all', export: true, fields: profits }),
]
