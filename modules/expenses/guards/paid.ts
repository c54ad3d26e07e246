import { defineGuard, fail } from '#kernel'
import { amountOf } from '#objects/catalog'
import { expense } from '../objects/index.ts'

/** What counts as a cost is not taken away, and what is paid is not changed: no undo, no removal, a counter entry alone. */
export const expenseGuard = defineGuard(expense, async (_work, written, { isUndo }) => {
  for (const { row, was } of written) {
    if (!was) continue
    const isPaid = was.status === 'paid' && (!row || isUndo || row.status !== 'paid' || amountOf(row.amount) !== was.amount)
    if (isPaid || (!row && was.status === 'approved')) fail('expenses.paid-stands', { expense: was.number })
  }
})
