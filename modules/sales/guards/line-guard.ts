import { defineGuard, fail } from '#kernel'
import { opportunity, opportunityLine } from '../objects/index.ts'

const most = 10_000

/** Lines of a won deal stay also where they are written by themselves: what may change them is written with the deal, where its rules were asked. An undo puts back. */
export const lineGuard = defineGuard(opportunityLine, async (work, written, { isUndo }) => {
  if (isUndo) return
  const ids = [...new Set(written.map(({ row, was }) => String(row?.opportunity ?? was?.opportunity)))]
  const won = await work.find(opportunity, { id: { in: ids }, outcome: 'won' }, { limit: most })
  const alone = won.find(({ updatedAt }) => Date.parse(String(updatedAt)) !== work.now.getTime())
  if (alone) fail('sales.won-frozen', { closedOn: alone.closedOn })
})
