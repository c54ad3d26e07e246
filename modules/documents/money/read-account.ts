import { fail, system, type Work } from '#kernel'
import { takenOf } from '#modules/payments'
import { moneyOf } from '#objects/catalog'
import { contract, planLine } from '#objects/contracts'
import { allocation, invoice, receipt } from '#objects/payments'

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

/**
 * All movements of a customer's account until a day, in the order of days: what became due, or was billed, and what was paid of it. Money of another payer counts with what
 * of it pays this customer's contracts, his own money without what of it pays those of others; deposits are no payment and stand on no statement.
 *
 * @throws `documents.partial-view` for whoever does not see all of them: half an account is a wrong one.
 */
export async function readMovements(
  work: Work,
  o: Readonly<{ account: string; until: string; basis: Basis }>,
): Promise<readonly Movement[]> {
  const owed = o.basis === 'plan' ? await dueLines(work, o) : await billed(work, o)
  return [...owed, ...(await paid(work, o))].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : b.amount - a.amount))
}

type Reading = Readonly<{ account: string; until: string }>

/** All there is, or the fault where the reader sees less. */
async function whole<O extends typeof planLine | typeof invoice | typeof receipt | typeof allocation>(
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

async function dueLines(work: Work, { account, until }: Reading): Promise<Movement[]> {
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
    name: [nameOf.get(row.contract), row.name].filter(Boolean).join(' · '),
    ...moneyOf(row.amount, work.workspace.currency),
  }))
}

async function billed(work: Work, { account, until }: Reading): Promise<Movement[]> {
  const filter = { account, status: { in: ['issued', 'delivered'] }, issuedOn: { lte: until } }
  await whole(work, invoice, filter)
  const rows = await work.list({
    object: 'invoice',
    filter,
    fields: ['number', 'invoiceNumber', 'issuedOn', 'amount'],
    sort: ['issuedOn'],
    limit: 500,
  })
  if (rows.length === 500) fail('documents.too-much')
  return rows.map(({ number, invoiceNumber, issuedOn, amount }) => ({
    on: String(issuedOn),
    what: Number((amount as { amount: number } | null)?.amount) < 0 ? 'reversal' : 'invoice',
    name: [number, invoiceNumber].filter(Boolean).join(' · '),
    ...moneyOf(amount as never, work.workspace.currency),
  }))
}

async function paid(work: Work, { account, until }: Reading): Promise<Movement[]> {
  const counts = { status: counted, kind: { ne: 'deposit' }, countsOn: { lte: until } }
  const at = Object.fromEntries(Object.entries(counts).map(([name, value]) => [`receipt.${name}`, value]))
  const own = await whole(work, receipt, { account, ...counts })
  const [forHim, ofHis] = [
    await whole(work, allocation, { 'contract.account': account, ...at }),
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
