import { defineGuard } from '#kernel'
import { opportunity } from '#objects/sales'
import { type Deal, lookAtDeals } from '../deals.ts'
import { failAsTaken } from '../taken.ts'

/** A deal for what somebody else has registered does not begin, whatever road it comes, an import among them; an undo puts back what had begun. */
export const dealsFree = defineGuard(
  opportunity,
  async (work, written, { isUndo }) => {
    const deals = isUndo
      ? []
      : written.flatMap(({ row, was }) => (row?.account && row.outcome === 'open' && isOther(row, was) ? [row] : []))
    const looked = await lookAtDeals(work, deals)
    const first = looked?.others.find((one) => one !== undefined)
    if (looked?.rule.deals === 'refuse' && first) await failAsTaken(work, looked.rule, first)
  },
  { reads: ['account', 'product'] },
)

const isOther = (row: Deal, was: Readonly<Record<string, unknown>> | null): boolean =>
  !was || (was.account ?? null) !== row.account || (was.product ?? null) !== row.product
