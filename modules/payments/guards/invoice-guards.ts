import { defineGuard, fail, type Work } from '#kernel'
import { amountOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, invoice, invoiceShare } from '../objects/index.ts'
import { eachHeld, every, isWithin, portionsOf, sameCurrency, sumsBy } from './sums.ts'

const isOut = (status: unknown): boolean => status === 'issued' || status === 'delivered' || status === 'voided'
/** Asked for or out: both take from what may still be billed. */
const takes = { 'invoice.status': { nin: ['rejected', 'voided'] } }

/** What is billed, asked for included, never exceeds the contract. */
const checkBilled = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'billing of', ids, async (part) => {
    const shares = await every(work, invoiceShare, { ids: part, of: (some) => ({ contract: { in: some }, ...takes }) })
    const sums = sumsBy(shares, (share) => share.contract)
    for (const row of await work.find(contract, { id: { in: part } }, { limit: part.length })) {
      sameCurrency(
        row.amount,
        shares.filter((share) => share.contract === row.id),
        { contract: row.number },
      )
      const [billed, amount] = [sums.get(row.id) ?? 0, amountOf(row.amount) ?? 0]
      if (!isWithin(billed, amount)) fail('payments.over-billed', { contract: row.number, billed, amount })
    }
  })

/** What an issued invoice bills stays; a share that comes with its invoice is new like it. */
export const shareGuard = defineGuard(invoiceShare, async (work, written) => {
  const old = written.flatMap(({ row, was }) => (was ? [String(was.invoice)] : row ? [row.invoice as string] : []))
  const invoices = await every(work, invoice, { ids: old, of: (some) => ({ id: { in: some } }) })
  const stands = invoices.find((row) => isOut(row.status) && Date.parse(row.createdAt) < work.now.getTime())
  if (stands) fail('payments.invoice-stands', { invoice: stands.invoiceNumber ?? stands.number })
  await checkBilled(
    work,
    written.flatMap(({ row }) => (row ? [row.contract as string] : [])),
  )
  await checkReversed(
    work,
    invoices.flatMap(({ reverses }) => reverses ?? []),
  )
})

/** Red invoices, asked for included, never take back more than the blue one. */
const checkReversed = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'reversals of', ids, async (part) => {
    const red = await every(work, invoice, {
      ids: part,
      of: (some) => ({ reverses: { in: some }, status: { nin: ['rejected', 'voided'] } }),
    })
    const blueOf = new Map(red.map(({ id, reverses }) => [id as string, reverses as string]))
    const shares = await every(work, invoiceShare, { ids: [...part, ...blueOf.keys()], of: (some) => ({ invoice: { in: some } }) })
    const wholes = sumsBy(shares, (share) => (blueOf.has(share.invoice) ? null : share.invoice))
    const backs = sumsBy(shares, (share) => blueOf.get(share.invoice) ?? null)
    for (const blue of await work.find(invoice, { id: { in: part } }, { limit: part.length })) {
      const [reversed, amount] = [-(backs.get(blue.id) ?? 0), wholes.get(blue.id) ?? 0]
      if (!isWithin(reversed, amount)) fail('payments.over-reversed', { invoice: blue.number, reversed, amount })
    }
  })

/** An issued invoice is not removed and no undo takes it back; red invoices never exceed what they take back. */
export const invoiceGuard = defineGuard(invoice, async (work, written, { isUndo }) => {
  const stands = written.find(({ row, was }) => was && isOut(was.status) && (!row || isUndo))
  if (stands) fail('payments.invoice-stands', { invoice: stands.was!.invoiceNumber ?? stands.was!.number })
  const back = written.filter(
    ({ row, was }) => row && was && ['rejected', 'voided'].includes(String(was.status)) && !['rejected', 'voided'].includes(row.status),
  )
  if (back.length > 0) {
    const shares = await every(work, invoiceShare, { ids: back.map(({ id }) => id), of: (some) => ({ invoice: { in: some } }) })
    await checkBilled(
      work,
      shares.map((share) => share.contract),
    )
  }
  await checkReversed(
    work,
    written.flatMap(({ row }) => (row?.reverses ? [row.reverses as string] : [])),
  )
})

/** A contract that money or invoices hang on comes to nothing no more, and is never worth less than what was billed. */
export const contractGuard = defineGuard(contract, async (work, written) => {
  const void_ = written.filter(({ row, was }) => row?.status === 'void' && was?.status !== 'void').map(({ id }) => id)
  for (const part of portionsOf(void_)) {
    const [paid] = await work.find(allocation, { contract: { in: part } }, { limit: 1 })
    const [billed] = await work.find(invoiceShare, { contract: { in: part }, ...takes }, { limit: 1 })
    if (paid || billed) fail('payments.money-hangs-on', { contract: (paid ?? billed)!.contract })
  }
  await checkBilled(
    work,
    written.flatMap(({ id, row, was }) => (row && was && Number(was.amount ?? 0) > (amountOf(row.amount) ?? 0) ? [id] : [])),
  )
})
