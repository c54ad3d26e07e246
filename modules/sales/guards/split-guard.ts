import { defineGuard, fail } from '#kernel'
import { dealSplit, opportunity } from '../objects/index.ts'
import { isWhole, sharedHundredths } from '../rules/split-rules.ts'

const portion = 200
const most = 10_000

/**
 * Normal shares of a deal make up all of it or there are none, and those of a won deal stay, whichever road they are written by. It is fixed with the winning, or by the one change that
 * was allowed: both are known by their moment, which is that of the work.
 */
export const splitGuard = defineGuard(dealSplit, async (work, written, { isUndo }) => {
  const changed = written.filter(
    ({ row, was }) => !row || !was || ['person', 'share', 'kind'].some((name) => row[name as 'share'] !== was[name]),
  )
  const ids = [...new Set(changed.map(({ row, was }) => String(row?.opportunity ?? was?.opportunity)))].toSorted()
  for (let from = 0; from < ids.length; from += portion) {
    const part = ids.slice(from, from + portion)
    await work.hold(part.map((id) => `splits of ${id}`))
    const deals = await work.find(opportunity, { id: { in: part } }, { limit: portion })
    const rows = await work.find(dealSplit, { opportunity: { in: part } }, { limit: most })
    const isNow = (moment: string | null): boolean => !!moment && Date.parse(moment) === work.now.getTime()
    for (const deal of deals) {
      const its = rows.filter((row) => row.opportunity === deal.id)
      if (!isWhole(its)) fail('sales.splits-not-whole', { sum: (sharedHundredths(its) ?? 0) / 100 })
      const comesBack = isUndo && isNow(deal.updatedAt) && changed.every(({ row, was }) => row?.opportunity !== deal.id || !was)
      if (deal.outcome === 'won' && !isNow(deal.stageSince) && !isNow(deal.splitsChangedAt) && !comesBack) fail('sales.splits-frozen')
    }
  }
})
