import { defineGuard, fail, type Work } from '#kernel'
import { amountOf, moneyOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, receipt } from '../objects/index.ts'
import { policies } from '../policy.ts'
import { keyOf } from '../rules/target.ts'
import { checkBelongs } from './belongs.ts'
import { eachHeld, every, isWithin, limitOf, sameCurrency, sumsBy } from './sums.ts'

const isOut = (status: unknown): boolean => status === 'confirmed' || status === 'reversed'

/** What is allocated of receipts, in their currency, is within them. */
const checkAllocated = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'allocations of', ids, async (part) => {
    const whole = await work.find(receipt, { id: { in: part } }, { limit: part.length })
    const parts = await every(work, allocation, { ids: part, of: (some) => ({ receipt: { in: some } }) })
    const contracts = await every(work, contract, { ids: parts.flatMap((one) => one.contract ?? []), of: (some) => ({ id: { in: some } }) })
    const taken = parts.map((one) => ({ receipt: one.receipt, amount: one.paid ?? one.amount }))
    const sums = sumsBy(taken, (one) => one.receipt)
    for (const row of contracts)
      sameCurrency(
        limitOf(row),
        parts.filter((one) => one.contract === row.id),
        { contract: row.number },
      )
    for (const row of whole) {
      sameCurrency(
        row.amount,
        taken.filter((one) => one.receipt === row.id),
        { receipt: row.number },
      )
      const [sum, amount] = [sums.get(row.id) ?? 0, amountOf(row.amount) ?? 0]
      if (!isWithin(sum, amount)) fail('payments.over-allocated', { receipt: row.number, allocated: sum, amount })
    }
  })

/** What went back of an allocation is not more than the allocation: one that money was taken from stands. */
const checkGivenBack = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'refunds of', ids, async (part) => {
    const backs = await every(work, receipt, {
      ids: part,
      of: (some) => ({ or: [{ refundOf: { in: some } }, { reverses: { in: some } }] }),
    })
    if (backs.length === 0) return
    const rootOf = new Map(backs.map((row) => [row.id as string, (row.refundOf ?? row.reverses) as string]))
    const parts = await every(work, allocation, { ids: [...part, ...rootOf.keys()], of: (some) => ({ receipt: { in: some } }) })
    const keyed = parts.map((one) => ({
      ...one,
      key: `${rootOf.get(one.receipt) ?? one.receipt} ${keyOf(one)} ${one.planLine} ${one.invoice}`,
    }))
    for (const [key, sum] of sumsBy(keyed, (one) => one.key)) {
      const [id] = key.split(' ')
      if (sum < 0) fail('payments.given-back', { receipt: (await work.one(receipt, id!)).number })
    }
  })

/** What is written off of a contract stays within what its company of ours lets go. */
async function checkWriteOffs(work: Work, ids: readonly string[]): Promise<void> {
  const ofKind = { 'receipt.kind': 'writeOff' }
  const policyOf = await policies(work)
  await eachHeld(work, 'write-offs of', ids, async (part) => {
    const parts = await every(work, allocation, { ids: part, of: (some) => ({ contract: { in: some }, ...ofKind }) as never })
    const sums = sumsBy(parts, (one) => one.contract)
    if (sums.size === 0) return
    for (const row of await work.find(contract, { id: { in: [...sums.keys()] } }, { limit: part.length })) {
      const limit = policyOf(row.legalEntity)?.writeOffLimit
      if (!limit || limit.currency !== moneyOf(row.amount, limit.currency).currency) continue
      const sum = sums.get(row.id) ?? 0
      if (sum > limit.amount) fail('payments.over-written-off', { contract: row.number, writtenOff: sum, limit: limit.amount })
    }
  })
}

export const allocationGuard = defineGuard(allocation, async (work, written) => {
  const rows = written.flatMap(({ row }) => row ?? [])
  await checkBelongs(work, rows)
  await checkAllocated(work, [...new Set(written.flatMap(({ row }) => (row ? [row.receipt as string] : [])))])
  await checkGivenBack(
    work,
    written.flatMap(({ was }) => (was ? [String(was.receipt)] : [])),
  )
  await checkWriteOffs(
    work,
    rows.flatMap((row) => row.contract ?? []),
  )
})

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
