import { defineGuard, fail, type RowOf, type Work } from '#kernel'
import { amountOf, toCents } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, invoice, invoiceShare } from '../objects/index.ts'
import { keyOf } from '../rules/target.ts'
import { titleOf } from '../title-of.ts'
import { checkBelongs } from './belongs.ts'
import { came, eachHeld, every, isWithin, limitOf, portionsOf, sameCurrency, sumsBy } from './sums.ts'

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
        limitOf(row),
        shares.filter((share) => share.contract === row.id),
        { contract: row.number },
      )
      const [billed, amount] = [sums.get(row.id) ?? 0, amountOf(limitOf(row)) ?? 0]
      if (!isWithin(billed, amount)) fail('payments.over-billed', { contract: row.number, billed, amount })
    }
  })

const isTaken = (status: unknown): boolean => status !== 'rejected' && status !== 'voided'
const signed = ['running', 'finished', 'terminated']

/** What is asked for bills signed contracts of the customer whose invoice it is; a red invoice takes back what it did. */
async function checkBillable(work: Work, shares: readonly Readonly<{ invoice: string; contract: string | null }>[]): Promise<void> {
  const invoices = await every(work, invoice, { ids: shares.map((share) => share.invoice), of: (some) => ({ id: { in: some } }) })
  const contracts = await every(work, contract, {
    ids: shares.flatMap((share) => share.contract ?? []),
    of: (some) => ({ id: { in: some } }),
  })
  for (const share of shares) {
    const bill = invoices.find(({ id }) => id === share.invoice)
    const of = contracts.find(({ id }) => id === share.contract)
    if (!bill || !of || bill.reverses || !isTaken(bill.status)) continue
    const at = { invoice: bill.number, contract: of.number }
    if (!signed.includes(of.status)) fail('payments.not-signed', { ...at, status: of.status })
    if (of.account !== bill.account) fail('payments.other-customer', at)
  }
}

/** The title of what is asked for is complete for its kind. */
async function checkTitles(work: Work, rows: readonly RowOf<typeof invoice>[]): Promise<void> {
  for (const row of rows.filter(({ kind, taxNumber }) => kind === 'special' && !taxNumber)) {
    const title = await titleOf(work, row)
    if (!title.taxNumber) fail('payments.tax-number', { invoice: row.number, title: row.titleName ?? title.name, missing: ['taxNumber'] })
  }
}

/** What an issued invoice bills stays; a share that comes with its invoice is new like it. */
export const shareGuard = defineGuard(invoiceShare, async (work, written) => {
  const old = written.flatMap(({ row, was }) => (was ? [String(was.invoice)] : row ? [row.invoice as string] : []))
  const invoices = await every(work, invoice, { ids: old, of: (some) => ({ id: { in: some } }) })
  const stands = invoices.find((row) => isOut(row.status) && Date.parse(row.createdAt) < work.now.getTime())
  if (stands) fail('payments.invoice-stands', { invoice: stands.invoiceNumber ?? stands.number })
  await checkBillable(
    work,
    written.flatMap(({ row }) => row ?? []),
  )
  await checkBilled(
    work,
    written.flatMap(({ row }) => row?.contract ?? []),
  )
  const left = written.flatMap(({ row, was }) => (was && (!row || keyOf(was as never) !== keyOf(row)) ? [String(was.invoice)] : []))
  await checkBelongs(work, await every(work, allocation, { ids: left, of: (some) => ({ invoice: { in: some } }) }))
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
  const asked = written.flatMap(({ row }) => (row && (row.status === 'requested' || row.status === 'approved') ? [row] : []))
  await checkTitles(work, asked)
  // What comes back takes from the contract again, and so does what a red invoice gave it that comes to nothing.
  const turned = written.filter(({ row, was }) => row && was && isTaken(was.status) !== isTaken(row.status))
  const moved = written.filter(({ row, was }) => row && was && was.account !== row.account)
  const back = [...turned, ...moved]
  if (back.length > 0) {
    const shares = await every(work, invoiceShare, { ids: back.map(({ id }) => id), of: (some) => ({ invoice: { in: some } }) })
    await checkBillable(work, shares)
    await checkBilled(
      work,
      shares.flatMap((share) => share.contract ?? []),
    )
  }
  await checkReversed(
    work,
    written.flatMap(({ row }) => (row?.reverses ? [row.reverses as string] : [])),
  )
})

/** What came for a contract less what goes back of it, a refund that finance has yet to confirm among it, is never more than the contract comes to be worth. */
const checkReceived = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'money of', ids, async (part) => {
    const parts = await every(work, allocation, { ids: part, of: (some) => ({ contract: { in: some }, ...came }) })
    const sums = sumsBy(parts, (one) => one.contract)
    for (const row of await work.find(contract, { id: { in: part }, kind: { ne: 'purchase' } }, { limit: part.length })) {
      const [received, amount] = [sums.get(row.id) ?? 0, amountOf(limitOf(row)) ?? 0]
      if (received > amount) fail('payments.over-received', { contract: row.number, received, amount, over: toCents(received - amount) })
    }
  })

/** A contract that money or invoices hang on comes to nothing no more, and is never worth less than what was billed, nor than what came for it. */
export const contractGuard = defineGuard(contract, async (work, written) => {
  const void_ = written.filter(({ row, was }) => row?.status === 'void' && was?.status !== 'void').map(({ id }) => id)
  for (const part of portionsOf(void_)) {
    const [paid] = await work.find(allocation, { contract: { in: part } }, { limit: 1 })
    const [billed] = await work.find(invoiceShare, { contract: { in: part }, ...takes }, { limit: 1 })
    if (paid || billed) fail('payments.money-hangs-on', { contract: (paid ?? billed)!.contract, by: paid ? 'receipt' : 'invoice' })
  }
  const less = written.flatMap(({ id, row, was }) =>
    row && was && Number(was.amount ?? was.calledOff ?? 0) > (amountOf(limitOf(row)) ?? 0) ? [id] : [],
  )
  await checkReceived(work, less)
  await checkBilled(work, less)
})
