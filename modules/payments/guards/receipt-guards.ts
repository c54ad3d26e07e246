import { defineGuard, fail, type Work } from '#kernel'
import { amountOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, receipt } from '../objects/index.ts'
import { isWithin, sameCurrency, sumsBy } from './sums.ts'

const most = 10_000
const isOut = (status: unknown): boolean => status === 'confirmed' || status === 'reversed'

/** Holds the receipts, then counts: of two who allocate the same money at once, the second sees what the first has left. */
async function checkAllocated(work: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const whole = []
  for (const id of [...ids].toSorted()) whole.push(await work.one(receipt, id, { lock: true }))
  const parts = await work.find(allocation, { receipt: { in: [...ids] } }, { limit: most })
  const sums = sumsBy(parts, (part) => part.receipt)
  const contracts = await work.find(contract, { id: { in: [...new Set(parts.map((part) => part.contract as string))] } }, { limit: most })
  for (const row of whole) {
    const its = parts.filter((part) => part.receipt === row.id)
    sameCurrency(row.amount, its, { receipt: row.number })
    sameCurrency(
      row.amount,
      contracts.filter(({ id }) => its.some((part) => part.contract === id)),
      { receipt: row.number },
    )
    const sum = sums.get(row.id) ?? 0
    if (!isWithin(sum, amountOf(row.amount) ?? 0))
      fail('payments.over-allocated', { receipt: row.number, allocated: sum, amount: amountOf(row.amount) })
  }
}

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
  const refunded = [...new Set(written.flatMap(({ row }) => (row?.refundOf ? [row.refundOf as string] : [])))]
  for (const id of refunded.toSorted()) {
    const of = await work.one(receipt, id, { lock: true })
    const refunds = await work.find(receipt, { refundOf: id }, { limit: most })
    sameCurrency(of.amount, refunds, { receipt: of.number })
    const back = -(sumsBy(refunds, () => id).get(id) ?? 0)
    if (!isWithin(back, amountOf(of.amount) ?? 0)) fail('payments.over-refunded', { receipt: of.number, back, amount: amountOf(of.amount) })
  }
})
