import { fail, system, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { takenOf } from '#modules/payments'
import { moneyOf } from '#objects/catalog'
import { contract, planLine } from '#objects/contracts'
import { allocation, invoice, invoiceShare, receipt } from '#objects/payments'
import { instalmentName } from '../instalment-name.ts'

/** One movement of a customer's account: above zero he owes more, below less. */
export type Movement = Readonly<{
  on: string
  what: 'due' | 'invoice' | 'receipt' | 'refund' | 'writeOff' | 'reversal'
  name: string
  amount: number
  currency: string
}>
export type Basis = 'plan' | 'invoices'

const most = 10_000
const portion = 1_000
const counted = { in: ['confirmed', 'reversed'] }
const sold = { kind: { ne: 'purchase' } }
const withoutContract = { contract: { empty: true } }

/**
 * All movements of a customer's account until a day, in the order of days: what became due by contracts and was billed without one, or all that was billed, and what was paid of it. Money of another payer counts with what
 * of it pays this customer's contracts, his own money without what of it pays those of others; deposits are no payment and stand on no statement.
 *
 * @throws `documents.partial-view` for whoever does not see all of them: half an account is a wrong one.
 */
export async function readMovements(work: Work, o: Reading & Readonly<{ basis: Basis }>): Promise<readonly Movement[]> {
  const owed = o.basis === 'plan' ? [...(await dueLines(work, o)), ...(await billed(work, o, withoutContract))] : await billed(work, o, {})
  return [...owed, ...(await paid(work, o))].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : b.amount - a.amount))
}

type Reading = Readonly<{ account: string; until: string; locale: Locale }>

/** All there is, or the fault where the reader sees less. */
async function whole<O extends typeof planLine | typeof invoice | typeof invoiceShare | typeof receipt | typeof allocation>(
  work: Work,
  object: O,
  filter: Readonly<Record<string, unknown>>,
) {
  const rows = await work.find(object, filter, { limit: most, sort: ['createdAt', 'id'] })
  const all = await work.as(system('is a statement whole')).count(object, filter)
  const hidden = ['amount', 'account', 'contract'].some((name) => name in object.fields && !work.mayRead(object, name))
  if (hidden || rows.length !== all) fail('documents.partial-view')
  return rows
}

async function dueLines(work: Work, { account, until, locale }: Reading): Promise<Movement[]> {
  const rows = await whole(work, planLine, {
    'contract.account': account,
    'contract.kind': { ne: 'purchase' },
    isLive: true,
    isWaived: false,
    dueOn: { lte: until },
  })
  const contracts = await work.find(contract, { account, ...sold }, { limit: most })
  const nameOf = new Map(contracts.map((row) => [row.id as string, `${row.number ?? ''} ${row.name}`.trim()]))
  return rows.map((row) => ({
    on: row.dueOn!,
    what: 'due',
    name: [nameOf.get(row.contract), instalmentName(work, locale, row.name)].filter(Boolean).join(' · '),
    ...moneyOf(row.amount, work.workspace.currency),
  }))
}

/** What invoices of the customer bill, all of it or what the filter means of their lines; by the day of issue. */
async function billed(work: Work, { account, until }: Reading, of: Readonly<Record<string, unknown>>): Promise<Movement[]> {
  const filter = { account, status: { in: ['issued', 'delivered'] }, issuedOn: { lte: until } }
  const rows = await whole(work, invoice, filter)
  const at = Object.fromEntries(Object.entries(filter).map(([name, value]) => [`invoice.${name}`, value]))
  const shares = await whole(work, invoiceShare, { ...at, ...of })
  const sums = Map.groupBy(shares, (share) => share.invoice as string)
  return rows
    .toSorted((a, b) => a.issuedOn!.localeCompare(b.issuedOn!))
    .flatMap((row): Movement[] => {
      const its = sums.get(row.id) ?? []
      if (its.length === 0) return []
      const { currency } = moneyOf(its[0]!.amount, work.workspace.currency)
      const amount = Math.round(its.reduce((sum, share) => sum + moneyOf(share.amount).amount, 0) * 100) / 100
      const what = amount < 0 ? 'reversal' : 'invoice'
      return [{ on: row.issuedOn!, what, name: [row.number, row.invoiceNumber].filter(Boolean).join(' · '), amount, currency }]
    })
}

/** Money for orders without a contract names them, where orders are kept. */
const beside = (work: Work, account: string) =>
  'order' in work.catalog.objects.allocation!.fields ? [{ ...withoutContract, 'order.account': account }] : []

async function paid(work: Work, { account, until }: Reading): Promise<Movement[]> {
  const counts = { status: counted, kind: { ne: 'deposit' }, countsOn: { lte: until } }
  const at = Object.fromEntries(Object.entries(counts).map(([name, value]) => [`receipt.${name}`, value]))
  const own = await whole(work, receipt, { account, ...counts })
  const [forHim, ofHis] = [
    await whole(work, allocation, { or: [{ 'contract.account': account }, ...beside(work, account)], ...at }),
    await whole(work, allocation, { 'receipt.account': account, ...at }),
  ]
  const owned = new Set(own.map(({ id }) => id as string))
  const others = [...new Set(forHim.map((row) => row.receipt as string))].filter((id) => !owned.has(id))
  const rows = [...own]
  for (let i = 0; i < others.length; i += portion)
    rows.push(...(await work.find(receipt, { id: { in: others.slice(i, i + portion) } }, { limit: portion })))
  const taken = new Map<string, number>()
  for (const one of ofHis) taken.set(one.receipt, (taken.get(one.receipt) ?? 0) + takenOf(one))
  return rows.flatMap((row): Movement[] => {
    const { amount, currency } = moneyOf(row.amount, work.workspace.currency)
    const sums = new Map([[currency, owned.has(row.id) ? amount - (taken.get(row.id) ?? 0) : 0]])
    // What pays a contract counts in the contract's currency.
    for (const one of forHim.filter(({ receipt: of }) => of === row.id)) {
      const part = moneyOf(one.amount, currency)
      sums.set(part.currency, (sums.get(part.currency) ?? 0) + part.amount)
    }
    const what = row.reverses ? 'reversal' : row.kind === 'refund' ? 'refund' : row.kind === 'writeOff' ? 'writeOff' : 'receipt'
    return [...sums].flatMap(([of, sum]) => {
      const his = Math.round(sum * 100) / 100
      return his === 0 ? [] : [{ on: row.countsOn ?? row.receivedOn, what, name: row.number ?? '', amount: -his, currency: of }]
    })
  })
}
