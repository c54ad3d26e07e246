import { defineConsequence, defineGuard, fail, system } from '#kernel'
import { lineSum, moneyOf } from '#objects/catalog'
import { contract, contractLine } from '../objects/index.ts'
import { isFixed } from '../rules/contract-steps.ts'

const most = 10_000

/** Lines that are written one by one hold to what was agreed, and the amount follows them where it is theirs. */
export const linesCount = defineConsequence(contractLine, {
  reads: ['contract', 'product', 'description', 'quantity', 'price', 'discount'],
  async run(work, written) {
    const kernel = work.as(system('lines of a contract'))
    const ids = [...new Set(written.map(({ row }) => row.contract as string))]
    const rows = await kernel.find(contract, { id: { in: ids } }, { limit: most })
    const isNew = (row: (typeof rows)[number]) => row.version === 1 && row.createdAt >= work.now.toISOString()
    const agreed = rows.find((row) => isFixed(row.status) && !isNew(row))
    if (agreed && work.actor.kind !== 'system') fail('contracts.agreed', { contract: agreed.number })
    const following = rows.filter((row) => row.amountFromLines === true && !isFixed(row.status))
    if (following.length === 0) return
    const lines = Map.groupBy(
      await kernel.find(contractLine, { contract: { in: following.map(({ id }) => id) } }, { limit: most }),
      (line) => line.contract as string,
    )
    const sums = following.map((row) => ({
      row,
      amount: lineSum(lines.get(row.id) ?? [], moneyOf(row.amount, work.workspace.currency).currency),
    }))
    await kernel.changeMany(
      contract,
      sums
        .filter(({ row, amount }) => amount.amount !== moneyOf(row.amount).amount)
        .map(({ row, amount }) => ({ id: row.id, amount, amountFromLines: true })),
    )
  },
})

/** No line of what was agreed is taken away, by whatever road. */
export const linesStay = defineGuard(contractLine, async (work, written) => {
  const gone = written.flatMap(({ row, was }) => (!row && was ? [String(was.contract)] : []))
  if (gone.length === 0) return
  const [agreed] = await work.find(contract, { id: { in: gone }, status: { ne: 'draft' } }, { limit: 1 })
  if (agreed) fail('contracts.agreed', { contract: agreed.number })
})
