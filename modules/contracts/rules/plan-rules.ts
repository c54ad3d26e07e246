import { defineRules, issue } from '#kernel/model'
import { contractChange } from '../objects/contract-change.ts'
import { planLine } from '../objects/plan-line.ts'

/** A line that waits for no event needs its day; the first one is kept. */
export const planRules = defineRules(planLine, {
  reads: ['name', 'instalment', 'dueOn', 'firstDueOn', 'milestone', 'amount'],
  derive: (row) => ({
    ...(row.dueOn && !row.firstDueOn ? { firstDueOn: row.dueOn } : {}),
    ...(!row.name && row.instalment ? { name: `#${row.instalment}` } : {}),
  }),
  check: (row) => [
    row.milestone === 'day' && !row.dueOn && issue('dueOn', 'contracts.day-missing'),
    Number((row.amount as { amount?: number } | null)?.amount ?? 0) <= 0 && issue('amount', 'contracts.nothing-planned'),
  ],
})

/** A change order that is in force stays as it is. */
export const changeRules = defineRules(contractChange, {
  check: (row, before, context) => [
    before?.status === 'inForce' && !context.isSystem && issue('status', 'contracts.in-force'),
    !row.newAmount && !row.newEndsOn && issue('newAmount', 'contracts.changes-nothing'),
  ],
})
