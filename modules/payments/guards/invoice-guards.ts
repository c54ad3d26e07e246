import { defineGuard, fail, type Work } from '#kernel'
import { amountOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, invoice, invoiceShare } from '../objects/index.ts'
import { eachHeld, isWithin, sameCurrency, sumsBy } from './sums.ts'

const most = 10_000
const isOut = (status: unknown): boolean => status === 'issued' || status === 'delivered' || status === 'voided'
/** Asked for or out: both take from what may still be billed. */
const takes = { 'invoice.status': { nin: ['rejected', 'voided'] } }

/** What is billed, asked for included, never exceeds the contract. */
const checkBilled = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'billing of', ids, async (part) => {
    const shares = await work.find(invoiceShare, { contract: { in: part }, ...takes } as never, { limit: most })
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
  const [stands] = await work.find(
    invoice,
    { id: { in: [...new Set(old)] }, status: { in: ['issued', 'delivered', 'voided'] }, createdAt: { lt: work.now.toISOString() } },
    { limit: 1 },
  )
  if (stands) fail('payments.invoice-stands', { invoice: stands.invoiceNumber ?? stands.number })
  await checkBilled(
    work,
    written.flatMap(({ row }) => (row ? [row.contract as string] : [])),
  )
  const red = await work.find(invoice, { id: { in: [...new Set(old)] }, reverses: { empty: false } }, { limit: most })
  await checkReversed(
    work,
    red.map(({ reverses }) => reverses as string),
  )
})

/** Red invoices, asked for included, never take back more than the blue one. */
const checkReversed = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'reversals of', ids, async (part) => {
    const red = await work.find(invoice, { reverses: { in: part }, status: { nin: ['rejected', 'voided'] } }, { limit: most })
    const blueOf = new Map(red.map(({ id, reverses }) => [id as string, reverses as string]))
    const shares = await work.find(invoiceShare, { invoice: { in: [...part, ...blueOf.keys()] } }, { limit: most })
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
    const shares = await work.find(invoiceShare, { invoice: { in: back.map(({ id }) => id) } }, { limit: most })
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
  if (void_.length > 0) {
    const [paid] = await work.find(allocation, { contract: { in: void_ } }, { limit: 1 })
    const [billed] = await work.find(invoiceShare, { contract: { in: void_ }, ...takes } as never, { limit: 1 })
    if (paid || billed) fail('payments.money-hangs-on', { contract: (paid ?? billed)!.contract })
  }
  await checkBilled(
    work,
    written.flatMap(({ id, row, was }) => (row && was && Number(was.amount ?? 0) > (amountOf(row.amount) ?? 0) ? [id] : [])),
  )
})
