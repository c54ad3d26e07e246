import { defineConsequence, defineGuard, fail, type Guarded, system, type Work } from '#kernel'
import { lineSum, moneyOf } from '#objects/catalog'
import { contract, contractChange, contractLine, planLine } from '../objects/index.ts'
import { isFixed, isNew } from '../rules/contract-steps.ts'

const most = 10_000

/** Lines that are written one by one hold to what was agreed, and the amount follows them where it is theirs. */
export const linesCount = defineConsequence(contractLine, {
  reads: ['contract', 'product', 'description', 'quantity', 'unit', 'unitFactor', 'price', 'discount', 'discountAmount'],
  async run(work, written) {
    const kernel = work.as(system('lines of a contract'))
    const ids = [...new Set(written.map(({ row }) => row.contract as string))]
    const rows = await kernel.find(contract, { id: { in: ids } }, { limit: most })
    const agreed = rows.find((row) => isFixed(row.status) && !isNew(row, work.now))
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

type Road = Readonly<{ isUndo: boolean }>

/** The first of these contracts that was agreed, but for those that are cut anew in this work, or whose change order is taken back. */
async function agreedOf(work: Work, ids: readonly string[], { isUndo }: Road): Promise<string | undefined> {
  const rows =
    ids.length === 0 ? [] : await work.find(contract, { id: { in: [...new Set(ids)] }, status: { ne: 'draft' } }, { limit: most })
  const standing = rows.filter((row) => !row.recutAt || Date.parse(row.recutAt) < work.now.getTime())
  const back = isUndo
    ? await work.find(
        contractChange,
        { contract: { in: standing.map(({ id }) => id) }, updatedAt: { gte: work.now.toISOString() } },
        { limit: most },
      )
    : []
  return standing.find((row) => !back.some((order) => order.contract === row.id))?.number ?? undefined
}

const goneOf = (written: readonly Guarded[]): string[] => written.flatMap(({ row, was }) => (!row && was ? [String(was.contract)] : []))

/** No line of what was agreed is taken away, by whatever road. */
export const linesStay = defineGuard(contractLine, async (work, written, road) => {
  const agreed = await agreedOf(work, goneOf(written), road)
  if (agreed) fail('contracts.agreed', { contract: agreed })
})

/** So no instalment is. */
export const planStays = defineGuard(planLine, async (work, written, road) => {
  const agreed = await agreedOf(work, goneOf(written), road)
  if (agreed) fail('contracts.plan-agreed', { contract: agreed })
})
