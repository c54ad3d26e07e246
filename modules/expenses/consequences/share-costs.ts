import { defineConsequence, type RowOf, system, type Work } from '#kernel'
import { amountOf, moneyOf } from '#objects/catalog'
import { opportunity } from '#objects/sales'
import { expense, expenseShare } from '../objects/index.ts'
import { inParts } from '../rules/shares.ts'

const most = 10_000
type Share = RowOf<typeof expenseShare>

/** What each share bears follows the expense and the shares; a deal's share is its customer's too. */
async function reckon(work: Work, ids: readonly string[]): Promise<void> {
  const kernel = work.as(system('shares of an expense'))
  const shares = await kernel.find(expenseShare, { expense: { in: ids } }, { limit: most, sort: ['createdAt', 'id'] })
  const rows = await kernel.find(expense, { id: { in: ids } }, { limit: most })
  const of = Map.groupBy(shares, ({ expense: its }) => String(its))
  const bare = [...new Set(shares.flatMap((share) => (share.opportunity && !share.account ? [share.opportunity] : [])))]
  const deals = bare.length === 0 ? [] : await kernel.find(opportunity, { id: { in: bare } }, { limit: most })
  const buyer = new Map(deals.map((deal) => [deal.id as string, deal.account]))
  await kernel.changeMany(
    expenseShare,
    rows.flatMap((row) => {
      const its = of.get(row.id) ?? []
      const { currency } = moneyOf(row.amount, work.workspace.currency)
      const parts = inParts((amountOf(row.amount) ?? 0) - (amountOf(row.tax) ?? 0), its, currency)
      return its.flatMap((share, i) => changeOf(share, { cost: { amount: parts[i]!, currency }, buyer }))
    }),
  )
  await kernel.changeMany(
    expense,
    rows.flatMap(({ id, isSplit }) => (Boolean(isSplit) === of.has(id) ? [] : [{ id, isSplit: of.has(id) }])),
  )
}

type Due = Readonly<{ cost: Readonly<{ amount: number; currency: string }>; buyer: ReadonlyMap<string, Share['account']> }>

function changeOf(share: Share, { cost, buyer }: Due) {
  const account = share.account ?? (share.opportunity ? (buyer.get(share.opportunity) ?? null) : null)
  const had = share.cost ? moneyOf(share.cost) : null
  const isSame = had?.amount === cost.amount && had.currency === cost.currency && account === share.account
  return isSame ? [] : [{ id: share.id, cost, account }]
}

export const shareCosts = defineConsequence(expenseShare, {
  reads: ['expense', 'opportunity', 'account', 'share'],
  run: (work, written) => reckon(work, [...new Set(written.map(({ row }) => String(row.expense)))]),
})

/** So it does when the sum of the expense is changed. */
export const shareSums = defineConsequence(expense, {
  reads: ['amount', 'tax', 'isSplit'],
  run: async (work, written) => {
    const ids = written.flatMap(({ row, before }) => (before && row.isSplit ? [row.id as string] : []))
    if (ids.length > 0) await reckon(work, ids)
  },
})
