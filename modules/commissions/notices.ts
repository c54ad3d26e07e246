import { defineNotice } from '#kernel'
import { commissionLine, commissionStatement } from './objects/index.ts'

/** A statement of mine is calculated: time to look. */
export const statementReady = defineNotice('commissions.statement-ready', {
  on: commissionStatement,
  asks: true,
  shows: ['month', 'total'],
})
/** A statement of mine was approved. */
export const statementApproved = defineNotice('commissions.statement-approved', { on: commissionStatement, shows: ['month', 'total'] })
/** Somebody whose superior I am says that a line is wrong. */
export const lineDisputed = defineNotice('commissions.line-disputed', {
  on: commissionLine,
  asks: true,
  shows: ['statement', 'disputeReason'],
})
/** The other side says more of a disputed line. */
export const lineSaid = defineNotice('commissions.line-said', { on: commissionLine, asks: true, shows: ['statement'] })
/** What I said of a line has an answer. */
export const lineAnswered = defineNotice('commissions.line-answered', { on: commissionLine, shows: ['statement', 'outcome', 'answer'] })

export const notices = [statementReady, statementApproved, lineDisputed, lineSaid, lineAnswered]
