import { type RowOf, system, type Work } from '#kernel'
import { redden, refund } from '#modules/payments'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { allocation, invoiceShare, receipt } from '#objects/payments'
import { every } from './counting.ts'
import { order, type orderReturn, returnLine } from './objects/index.ts'

type Sum = Readonly<{ amount: number; currency: string }>
type Part = Readonly<{ amount: unknown }>
/** A paper or some money that a part can be taken back of. */
type Open = Readonly<{ id: string; left: number }>

const sumOf = (parts: readonly Part[]): number => toCents(parts.reduce((sum, part) => sum + (amountOf(part.amount as never) ?? 0), 0))
const isIn = ({ currency }: Sum, part: Part): boolean => moneyOf(part.amount as never, currency).currency === currency
/** The newest that covers all of it; else the one with the most left. */
const bestOf = (opens: readonly Open[], { amount }: Sum): Open | undefined =>
  opens.find(({ left }) => left >= amount) ?? opens.filter(({ left }) => left > 0).toSorted((a, b) => b.left - a.left)[0]

/**
 * What a return asks of finance, drafted with its sum: a red invoice of what billed the goods, and, where the money is to go back, a refund of what paid for them. Both wait for finance like
 * any other; where nothing was billed or paid nothing is drafted.
 */
export async function draftPapers(work: Work, row: RowOf<typeof orderReturn>) {
  const kernel = work.as(system('what a return comes to'))
  const lines = await every(kernel, returnLine, { orderReturn: row.id })
  const worth: Sum = {
    amount: sumOf(lines.map(({ value }) => ({ amount: value }))),
    currency: moneyOf(lines[0]?.value ?? null, work.workspace.currency).currency,
  }
  if (worth.amount <= 0) return { invoice: null, receipt: null }
  const { contract } = await kernel.one(order, row.order)
  const billed = await every(kernel, invoiceShare, {
    or: [...(contract ? [{ contract }] : []), { order: row.order }, { 'orderLine.order': row.order }],
    'invoice.status': { in: ['issued', 'delivered'] },
    'invoice.reverses': { empty: true },
  } as never)
  const reason = row.reason
  const blue = bestOf(await openInvoices(kernel, billed, worth), worth)
  const red = blue && (await work.call(redden, { invoice: blue.id as never, amount: part(worth, blue), reason }))
  if (row.settlement !== 'refund') return { invoice: red?.invoice ?? null, receipt: null }
  const contracts = [...new Set([...(contract ? [contract] : []), ...billed.flatMap((share) => share.contract ?? [])])]
  const paidFor = contracts.length > 0 ? { contract: { in: contracts } } : { order: row.order }
  const paid = bestOf(await openReceipts(kernel, paidFor, worth), worth)
  const back = paid && (await work.call(refund, { receipt: paid.id as never, amount: part(worth, paid), reason }))
  return { invoice: red?.invoice ?? null, receipt: back?.receipt ?? null }
}

const part = ({ amount, currency }: Sum, { left }: Open): Sum => ({ amount: Math.min(amount, left), currency })

/** Invoices, the newest first, with what red ones that were not refused leave of them. */
async function openInvoices(kernel: Work, billed: readonly RowOf<typeof invoiceShare>[], worth: Sum): Promise<Open[]> {
  const ids = [...new Set(billed.filter((share) => isIn(worth, share)).map((share) => share.invoice as string))]
  if (ids.length === 0) return []
  const whole = await every(kernel, invoiceShare, { invoice: { in: ids } } as never)
  const open: Open[] = []
  for (const id of ids.toReversed()) {
    const red = await every(kernel, invoiceShare, { 'invoice.reverses': id, 'invoice.status': { nin: ['rejected', 'voided'] } } as never)
    open.push({ id, left: toCents(sumOf(whole.filter((share) => share.invoice === id)) + sumOf(red)) })
  }
  return open
}

/** Money that came for those contracts, or for that order, the newest first, with what was not paid back of it. */
async function openReceipts(kernel: Work, paidFor: Readonly<Record<string, unknown>>, worth: Sum): Promise<Open[]> {
  const parts = await every(kernel, allocation, {
    ...paidFor,
    'receipt.status': 'confirmed',
    'receipt.kind': { in: ['payment', 'advance'] },
    'receipt.refundOf': { empty: true },
  } as never)
  const ids = [...new Set(parts.map((one) => one.receipt as string))]
  if (ids.length === 0) return []
  const came = (await every(kernel, receipt, { id: { in: ids } } as never)).filter((one) => isIn(worth, one))
  const back = await every(kernel, receipt, { refundOf: { in: ids }, status: { ne: 'reversed' } } as never)
  return came
    .toSorted((a, b) => b.receivedOn.localeCompare(a.receivedOn))
    .map((one) => ({ id: one.id, left: toCents(sumOf([one]) + sumOf(back.filter(({ refundOf }) => refundOf === one.id))) }))
}
