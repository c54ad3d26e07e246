import { defineRules, issue } from '#kernel/model'
import { amountOf, type LineInput, lineCurrencies, lineSum } from '#objects/catalog'
import { contractChange } from '../objects/contract-change.ts'
import { planLine } from '../objects/plan-line.ts'

/** A line that waits for no event needs its day; from the signature on the first one is kept. */
export const planRules = defineRules(planLine, {
  reads: ['name', 'instalment', 'dueOn', 'firstDueOn', 'milestone', 'amount', 'isLive'],
  derive: (row) => ({
    ...(row.dueOn && (!row.firstDueOn || !row.isLive) ? { firstDueOn: row.dueOn } : {}),
    ...(!row.name && row.instalment ? { name: `#${row.instalment}` } : {}),
  }),
  check: (row, _, context) => [
    row.milestone === 'day' && !row.dueOn && issue('dueOn', 'contracts.day-missing'),
    // A change order may leave nothing of an instalment that money hung on once.
    (amountOf(row.amount) ?? 0) <= (context.isSystem ? -0.01 : 0) && issue('amount', 'contracts.nothing-planned'),
  ],
})

/** A change order that is in force stays as it is; its positions say what the contract is worth. */
export const changeRules = defineRules(contractChange, {
  derive: (row, _, context) => {
    const lines = (row.lines ?? []) as readonly LineInput[]
    return lines.length > 0 ? { newAmount: lineSum(lines, context.currency) } : {}
  },
  check: (row, before, context) => [
    before?.status === 'inForce' && !context.isSystem && issue('status', 'contracts.in-force'),
    lineCurrencies((row.lines ?? []) as readonly LineInput[], context.currency).length > 1 && issue('lines', 'contracts.mixed-currencies'),
    !row.newAmount && !row.newEndsOn && issue('newAmount', 'contracts.changes-nothing'),
  ],
})
