import { defineGuard, fail, type Work } from '#kernel'
import { amountOf } from '#objects/catalog'
import { contract, planLine } from '#objects/contracts'
import { supplierPayment } from '../objects/index.ts'
import { eachHeld, every, isWithin, sameCurrency, sumsBy } from './sums.ts'

const payable = ['running', 'finished', 'terminated']

/** What is asked for and paid of a purchase, of those contracts alone, never exceeds it, and names instalments of its own. */
const checkPaid = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'payments of', ids, async (part) => {
    const parts = await every(work, supplierPayment, { ids: part, of: (some) => ({ contract: { in: some }, status: { ne: 'refused' } }) })
    const sums = sumsBy(parts, (one) => one.contract)
    for (const row of await work.find(contract, { id: { in: part } }, { limit: part.length })) {
      const its = parts.filter((one) => one.contract === row.id)
      if (its.length === 0) continue
      if (row.kind !== 'purchase') fail('payments.not-a-purchase', { contract: row.number })
      if (!payable.includes(row.status)) fail('payments.not-in-force', { contract: row.number })
      sameCurrency(row.amount, its, { contract: row.number })
      const [paid, amount] = [sums.get(row.id) ?? 0, amountOf(row.amount) ?? 0]
      if (!isWithin(paid, amount)) fail('payments.over-paid', { contract: row.number, paid, amount })
    }
    const lines = await every(work, planLine, { ids: parts.flatMap((one) => one.planLine ?? []), of: (some) => ({ id: { in: some } }) })
    const contractOf = new Map(lines.map((line) => [String(line.id), String(line.contract)]))
    const foreign = parts.find((one) => one.planLine && contractOf.get(one.planLine) !== one.contract)
    if (foreign) fail('payments.not-its-instalment', { payment: foreign.number })
  })

/** What was paid is not removed and no undo takes it back. */
export const supplierPaymentGuard = defineGuard(supplierPayment, async (work, written, { isUndo }) => {
  const stands = written.find(({ row, was }) => was?.status === 'paid' && (!row || isUndo))
  if (stands) fail('payments.payment-stands', { payment: stands.was!.number })
  await checkPaid(
    work,
    written.flatMap(({ row }) => (row ? [row.contract as string] : [])),
  )
})

/** A purchase that money went out for does not become something else, nor less than was paid. */
export const purchaseGuard = defineGuard(contract, (work, written) =>
  checkPaid(
    work,
    written.flatMap(({ id, row, was }) =>
      row &&
      was?.kind === 'purchase' &&
      (row.kind !== 'purchase' || row.status === 'void' || Number(was.amount ?? 0) > (amountOf(row.amount) ?? 0))
        ? [id]
        : [],
    ),
  ),
)
