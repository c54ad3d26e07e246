import { defineGuard, fail, type Work } from '#kernel'
import { amountOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, receipt } from '../objects/index.ts'
import { eachHeld, every, isWithin, sameCurrency, sumsBy } from './sums.ts'

const isOut = (status: unknown): boolean => status === 'confirmed' || status === 'reversed'

/** What is allocated of receipts, in their currency, is within them. */
const checkAllocated = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'allocations of', ids, async (part) => {
    const whole = await work.find(receipt, { id: { in: part } }, { limit: part.length })
    const parts = await every(work, allocation, { ids: part, of: (some) => ({ receipt: { in: some } }) })
    const contracts = await every(work, contract, { ids: parts.map((one) => one.contract), of: (some) => ({ id: { in: some } }) })
    const sums = sumsBy(parts, (one) => one.receipt)
    for (const row of whole) {
      const its = parts.filter((one) => one.receipt === row.id)
      sameCurrency(row.amount, its, { receipt: row.number })
      const ofIts = new Set<string>(its.map((one) => one.contract))
      sameCurrency(
        row.amount,
        contracts.filter(({ id }) => ofIts.has(id)),
        { receipt: row.number },
      )
      const [sum, amount] = [sums.get(row.id) ?? 0, amountOf(row.amount) ?? 0]
      if (!isWithin(sum, amount)) fail('payments.over-allocated', { receipt: row.number, allocated: sum, amount })
    }
  })

export const allocationGuard = defineGuard(allocation, (work, written) =>
  checkAllocated(work, [...new Set(written.flatMap(({ row }) => (row ? [row.receipt as string] : [])))]),
)

/**
 * Money that finance has confirmed stands: it is not removed, no undo takes it back, a counter record does. What it is allocated to never exceeds it,
 * nor what is paid back of it what came.
 */
export const receiptGuard = defineGuard(receipt, async (work, written, { isUndo }) => {
  const stands = written.find(({ row, was }) => was && isOut(was.status) && (!row || isUndo))
  if (stands) fail('payments.receipt-stands', { receipt: stands.was!.number })
  await checkAllocated(
    work,
    written.flatMap(({ row, was }) => (row && was && was.amount !== amountOf(row.amount) ? [row.id] : [])),
  )
  await eachHeld(
    work,
    'refunds of',
    written.flatMap(({ row }) => (row?.refundOf ? [row.refundOf as string] : [])),
    async (part) => {
      const refunds = await every(work, receipt, { ids: part, of: (some) => ({ refundOf: { in: some } }) })
      const sums = sumsBy(refunds, (one) => one.refundOf)
      for (const of of await work.find(receipt, { id: { in: part } }, { limit: part.length })) {
        sameCurrency(
          of.amount,
          refunds.filter((one) => one.refundOf === of.id),
          { receipt: of.number },
        )
        const [back, amount] = [-(sums.get(of.id) ?? 0), amountOf(of.amount) ?? 0]
        if (!isWithin(back, amount)) fail('payments.over-refunded', { receipt: of.number, back, amount })
      }
    },
  )
})
