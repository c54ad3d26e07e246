import { defineNotice } from '#kernel'
import { tender } from './objects/index.ts'

/** A day of a tender of mine comes near. */
export const deadline = defineNotice('tenders.deadline', { on: tender, asks: true, shows: ['account', 'handInBy', 'openingOn'] })
/** A deposit should have come back. */
export const depositOverdue = defineNotice('tenders.deposit-overdue', {
  on: tender,
  asks: true,
  shows: ['account', 'deposit', 'depositDueOn'],
})

export const notices = [deadline, depositOverdue]
