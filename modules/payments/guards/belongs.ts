import { defineGuard, fail, type Work } from '#kernel'
import { contract, planLine } from '#objects/contracts'
import { allocation, invoice, invoiceShare, receipt, supplierPayment } from '../objects/index.ts'
import { keyOf } from '../rules/target.ts'
import { every, portionsOf } from './sums.ts'

type Part = Readonly<{ receipt: string; contract: string | null; planLine: string | null; invoice: string | null }>

/** The instalment and the invoice that money is given to are its contract's: else one would show money that the other does not. */
export async function checkBelongs(work: Work, parts: readonly Part[]): Promise<void> {
  const lines = await every(work, planLine, { ids: parts.flatMap((one) => one.planLine ?? []), of: (some) => ({ id: { in: some } }) })
  const contractOf = new Map(lines.map((line) => [line.id as string, line.contract as string]))
  const line = parts.find((one) => one.planLine && contractOf.get(one.planLine) !== one.contract)
  if (line) fail('payments.not-of-contract', await named(work, line))
  const shares = await every(work, invoiceShare, {
    ids: parts.flatMap((one) => one.invoice ?? []),
    of: (some) => ({ invoice: { in: some } }),
  })
  const billed = new Set(shares.map((share) => `${share.invoice} ${keyOf(share)}`))
  const bill = parts.find((one) => one.invoice && !billed.has(`${one.invoice} ${keyOf(one)}`))
  if (bill) fail('payments.not-billed', { ...(await named(work, bill)), invoice: (await work.one(invoice, bill.invoice!)).number })
}

const named = async (work: Work, part: Part) => ({
  receipt: (await work.one(receipt, part.receipt)).number,
  contract: part.contract ? (await work.one(contract, part.contract)).number : null,
})

/** So an instalment that money hangs on stays with its contract. */
export const planLineGuard = defineGuard(planLine, async (work, written) => {
  const moved = written.flatMap(({ id, row, was }) => (row && was && was.contract !== row.contract ? [id] : []))
  for (const part of portionsOf(moved)) {
    await checkBelongs(work, await work.find(allocation, { planLine: { in: part } }, { limit: 1_000 }))
    const [paid] = await work.find(supplierPayment, { planLine: { in: part } }, { limit: 1 })
    if (paid) fail('payments.not-its-instalment', { payment: paid.number })
  }
})
