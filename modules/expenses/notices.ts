import { defineNotice } from '#kernel'
import { expense } from './objects/index.ts'

/** Somebody whose superior I am hands in an expense. */
export const expenseAsked = defineNotice('expenses.asked', { on: expense, asks: true, shows: ['kind', 'amount', 'concern'] })
/** An expense of mine was decided. */
export const expenseDecided = defineNotice('expenses.decided', { on: expense, shows: ['amount', 'status', 'rejectReason'] })

export const notices = [expenseAsked, expenseDecided]
