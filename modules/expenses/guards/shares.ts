import { defineGuard, fail } from '#kernel'
import { expense, expenseShare } from '../objects/index.ts'
import { sharedHundredths, whole } from '../rules/shares.ts'

const most = 10_000

/** Shares make up all of an expense or there are none, and those of one that was handed in stay, by whichever road they are written. */
export const shareGuard = defineGuard(expenseShare, async (work, written) => {
  const changed = written.filter(
    ({ row, was }) => !row || !was || (['opportunity', 'account', 'share'] as const).some((name) => row[name] !== was[name]),
  )
  const ids = [...new Set(changed.map(({ row, was }) => String(row?.expense ?? was?.expense)))].toSorted()
  if (ids.length === 0) return
  await work.hold(ids.map((id) => `shares of ${id}`))
  const rows = await work.find(expense, { id: { in: ids } }, { limit: most })
  const shares = Map.groupBy(await work.find(expenseShare, { expense: { in: ids } }, { limit: most }), ({ expense: of }) => String(of))
  for (const row of rows) {
    const its = shares.get(row.id) ?? []
    const sum = sharedHundredths(its)
    if (its.length > 0 && sum !== whole) fail('expenses.shares-not-whole', { sum: sum / 100 })
    if (its.length > 0 && (row.account || row.opportunity || row.isGeneral)) fail('expenses.split-or-one')
    const isNew = Date.parse(row.createdAt) === work.now.getTime()
    if (row.status !== 'draft' && !isNew) fail('expenses.stands')
  }
})
