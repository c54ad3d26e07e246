import { defineAction, fail, type NewRow, type RowOf, system, type Work } from '#kernel'
import { day, file, link, money, share, text } from '#kernel/model'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { account } from '#objects/customers'
import { takenOf } from '../exchange.ts'
import { fillInvoice, fillPlan } from '../fill-plan.ts'
import { invoicePaid, moneyCame } from '../notices.ts'
import { allocation, invoice, receipt } from '../objects/index.ts'
import { linksOf } from '../rules/target.ts'

const on = { receipt: link(receipt, { required: true }) }
const result = { receipt: link(receipt, { required: true }), status: text({ required: true }) }

/**
 * Finance says that the money is there and whose it is: from now on it counts, and only a counter record takes it back.
 *
 * @throws `payments.not-open`, `payments.whose`
 */
export const confirm = defineAction('payments.confirm', {
  on: receipt,
  many: true,
  input: on,
  result,
  fails: ['payments.not-open', 'payments.whose'],
  offered: { status: { in: ['unclaimed', 'proposed'] } },
  async run(work, input) {
    const row = await work.one(receipt, input.receipt, { lock: true })
    if (row.status !== 'unclaimed' && row.status !== 'proposed') fail('payments.not-open', { receipt: row.number, status: row.status })
    if (!row.account) fail('payments.whose', { receipt: row.number, missing: ['account'] })
    await work.change(receipt, row.id, {})
    await work.as(system('finance has confirmed')).change(receipt, row.id, { status: 'confirmed' })
    await tellOwners(work, row.id)
    return { receipt: row.id, status: 'confirmed' }
  },
})

/** Received money rings: the owners of its contracts, or of its invoices where there is no contract, and their superiors hear of it. */
async function tellOwners(work: Work, id: string): Promise<void> {
  const kernel = work.as(system('money came'))
  const parts = await kernel.find(allocation, { receipt: id }, { limit: 1_000 })
  for (const { object, notice, of } of paidObjects) {
    const ids = [...new Set(parts.flatMap((part) => of(part) ?? []))]
    const paid: readonly Owned[] = await kernel.find(object, { id: { in: ids } }, { limit: 1_000 })
    const owned = paid.filter(({ owner }) => owner)
    const above = await work.superiorsOf([...new Set(owned.map(({ owner }) => owner as string))])
    work.tell(
      notice,
      owned.flatMap(({ id: record, owner }) => {
        const its = toCents(parts.filter((part) => of(part) === record).reduce((sum, part) => sum + (amountOf(part.amount) ?? 0), 0))
        const values = { sum: its, currency: moneyOf(parts[0]!.amount).currency }
        return [owner as string, above.get(owner as string)].flatMap((person) => (person ? [{ person, record, values }] : []))
      }),
    )
  }
}

type Owned = Readonly<{ id: string; owner: string | null }>
type Paying = RowOf<typeof allocation>
const paidObjects = [
  { object: contract, notice: moneyCame, of: (part: Paying): string | null => part.contract },
  { object: invoice, notice: invoicePaid, of: (part: Paying): string | null => (part.contract ? null : part.invoice) },
] as const

/**
 * Money that nobody knew where to put is my customer's: with what it pays, and what shows it. Finance confirms.
 *
 * @throws `payments.not-open`, `payments.claimed`
 */
export const claim = defineAction('payments.claim', {
  on: receipt,
  input: {
    ...on,
    account: link(account, { required: true }),
    contract: link(contract),
    reason: text({ required: true, max: 500 }),
    proof: file(),
  },
  result,
  fails: ['payments.claimed', 'payments.not-its-contract'],
  offered: { status: 'unclaimed' },
  byReaders: true,
  async run(work, input) {
    const row = await work.one(receipt, input.receipt, { lock: true })
    if (row.status !== 'unclaimed') fail('payments.claimed', { receipt: row.number, status: row.status })
    const customer = await work.one(account, input.account)
    const paid = input.contract ? await work.one(contract, input.contract) : null
    if (paid && paid.account !== customer.id) fail('payments.not-its-contract', { contract: paid.number, account: customer.name })
    const kernel = work.as(system('somebody knows whose money it is'))
    await kernel.change(receipt, row.id, {
      account: customer.id,
      status: 'proposed',
      matchReason: input.reason,
      owner: work.actor.memberId as never,
      ...(input.proof ? { proof: input.proof } : {}),
    })
    // Whoever was asked has the answer.
    const asked = await kernel.find(share, { object: 'receipt', record: row.id, granteeKind: 'role' }, { limit: 100 })
    await kernel.remove(
      share,
      asked.map(({ id }) => id),
    )
    if (paid) await kernel.add(allocation, await fillPlan(kernel, { receipt: row.id, contract: paid.id, left: moneyOf(row.amount) }))
    return { receipt: row.id, status: 'proposed' }
  },
})

/**
 * Puts what is left of some money onto a contract: its instalments and its open invoices take it, the earliest first, or the invoice that is named; onto an invoice alone, and all that it bills takes it,
 * with a contract or without. What is more stays the customer's credit.
 *
 * @throws `payments.for-what`, `payments.nothing-left`, `payments.not-billed` where the invoice does not bill the contract, `payments.over-written-off`
 */
export const allocate = defineAction('payments.allocate', {
  on: receipt,
  input: { ...on, contract: link(contract), invoice: link(invoice), amount: money({ min: 0 }) },
  result: { receipt: link(receipt, { required: true }), allocated: money() },
  fails: ['payments.for-what', 'payments.nothing-left', 'payments.not-its-contract', 'payments.not-billed', 'payments.over-written-off'],
  offered: { kind: { ne: 'refund' }, refundOf: { empty: true }, status: { ne: 'reversed' } },
  async run(work, input) {
    const { row, left } = await leftOf(work, input.receipt, amountOf(input.amount))
    const named = input.invoice ?? null
    if (!input.contract && !named) fail('payments.for-what', { missing: ['contract', 'invoice'] })
    const parts = input.contract
      ? await fillPlan(work, { receipt: row.id, contract: input.contract, invoice: named, left })
      : await fillInvoice(work, { receipt: row.id, invoice: named!, left })
    return allocated(work, row, parts, async () => (input.contract ? work.one(contract, input.contract) : work.one(invoice, named!)))
  },
})

/**
 * Money that goes back: a record of its own below zero on the day it goes, taken from what was allocated last. Finance confirms it like any other.
 *
 * @throws `payments.not-confirmed`, `payments.over-refunded`
 */
export const refund = defineAction('payments.refund', {
  on: receipt,
  input: {
    ...on,
    amount: money({ required: true, min: 0 }),
    refundedOn: day({ default: 'today' }),
    reason: text({ required: true, max: 500 }),
  },
  result: { receipt: link(receipt, { required: true }) },
  fails: ['payments.not-confirmed', 'payments.over-refunded'],
  offered: { status: 'confirmed', kind: { ne: 'refund' }, refundOf: { empty: true } },
  aside: true,
  async run(work, input) {
    const row = await work.one(receipt, input.receipt, { lock: true })
    if (row.status !== 'confirmed' || row.refundOf) fail('payments.not-confirmed', { receipt: row.number, status: row.status })
    const amount = amountOf(input.amount) ?? 0
    const [made] = await work.create(receipt, [
      counterOf(row, { amount, back: 'refund', on: input.refundedOn ?? work.today, reason: input.reason }),
    ])
    await work.add(allocation, await takeBack(work, { row, counter: made!.id, amount }))
    return { receipt: made!.id }
  },
})

/** It bounced, or was never ours: a counter record takes all of it back, on the day given. @throws `payments.not-confirmed` */
export const reverse = defineAction('payments.reverse', {
  on: receipt,
  input: { ...on, reversedOn: day({ default: 'today' }), reason: text({ required: true, max: 500 }) },
  result: { receipt: link(receipt, { required: true }) },
  fails: ['payments.not-confirmed', 'payments.over-refunded'],
  offered: { status: 'confirmed' },
  aside: true,
  async run(work, input) {
    const row = await work.one(receipt, input.receipt, { lock: true })
    if (row.status !== 'confirmed' || row.reverses) fail('payments.not-confirmed', { status: row.status })
    const [refunded] = await work.find(receipt, { refundOf: row.id, status: { ne: 'reversed' } }, { limit: 1 })
    if (refunded) fail('payments.over-refunded', { receipt: row.number, back: amountOf(refunded.amount), amount: amountOf(row.amount) })
    await work.change(receipt, row.id, {})
    const amount = amountOf(row.amount) ?? 0
    const kernel = work.as(system('money is taken back'))
    const [made] = await work.create(receipt, [
      counterOf(row, { amount, back: 'reversal', on: input.reversedOn ?? work.today, reason: input.reason }),
    ])
    const parts = await work.find(allocation, { receipt: row.id }, { limit: 10_000 })
    await work.add(
      allocation,
      parts.map((part) => negated(part, made!.id, { used: 0, gives: takenOf(part) })),
    )
    await kernel.change(receipt, made!.id, { status: 'confirmed' })
    await kernel.change(receipt, row.id, { status: 'reversed' })
    return { receipt: made!.id }
  },
})

type Row = RowOf<typeof receipt>

/** Some money, held, and what of it may still be given: all that is left, or as much as is wished. @throws `payments.nothing-left` */
export async function leftOf(work: Work, id: string, wish: number | null) {
  const row = await work.one(receipt, id, { lock: true })
  await work.change(receipt, row.id, {})
  const parts = await work.find(allocation, { receipt: row.id }, { limit: 10_000 })
  const { amount: all, currency } = moneyOf(row.amount)
  const rest = toCents(all - parts.reduce((sum, part) => sum + takenOf(part), 0), currency)
  const amount = Math.min(rest, wish ?? rest)
  if (amount <= 0) fail('payments.nothing-left', { receipt: row.number, rest })
  return { row, left: { amount, currency: moneyOf(row.amount).currency } }
}

type Parts = Parameters<typeof createParts>[1]
const createParts = (work: Work, parts: readonly NewRow<typeof allocation>[]) => work.create(allocation, parts)

/** Writes the parts, and answers what they take; money of nobody is from then on whose it pays for. @throws `payments.nothing-left` */
export async function allocated(work: Work, row: Row, parts: Parts, whose: () => Promise<Readonly<{ account: Row['account'] }>>) {
  const made = parts.length > 0 ? await createParts(work, parts) : []
  if (made.length === 0) fail('payments.nothing-left', { receipt: row.number, rest: 0 })
  if (!row.account) await work.change(receipt, row.id, { account: (await whose()).account })
  const { currency } = moneyOf(row.amount)
  const amount = toCents(
    made.reduce((sum, part) => sum + takenOf(part), 0),
    currency,
  )
  return { receipt: row.id, allocated: { amount, currency } }
}

const counterOf = (row: Row, o: Readonly<{ amount: number; back: 'refund' | 'reversal'; on: string; reason: string }>) => ({
  kind: o.back === 'refund' && row.kind !== 'deposit' ? ('refund' as const) : row.kind,
  account: row.account,
  payerName: row.payerName,
  receivedOn: o.on,
  amount: { amount: -o.amount, currency: moneyOf(row.amount).currency },
  method: row.method,
  // What goes back before a bill is paid counts with it.
  ...(row.maturesOn && (row.countsOn ?? '') > o.on ? { maturesOn: row.maturesOn } : {}),
  legalEntity: row.legalEntity,
  bankAccount: row.bankAccount,
  reason: o.reason,
  owner: row.owner,
  ...(o.back === 'refund' ? { refundOf: row.id } : { reverses: row.id }),
})

type Part = Readonly<{ contract: string | null; planLine: string | null; invoice: string | null; amount: unknown; paid: unknown }>
type Back = Readonly<{ used: number; gives: number }>

/** What goes back of an allocation after what has gone before; in another currency as much of it as of the money, so that all parts together are the whole. */
function negated(part: Part, counter: string, { used, gives }: Back) {
  const [amount, taken] = [amountOf(part.amount as never) ?? 0, takenOf(part)]
  const { currency } = moneyOf(part.amount as never)
  const until = (sum: number): number => (part.paid ? toCents((amount * sum) / taken, currency) : sum)
  return {
    receipt: counter as never,
    ...linksOf(part),
    planLine: part.planLine as never,
    invoice: part.invoice as never,
    amount: {
      amount: -toCents(until(toCents(used + gives, moneyOf(part.paid ?? part.amount).currency)) - until(used), currency),
      currency,
    },
    ...(part.paid ? { paid: { amount: -gives, currency: moneyOf(part.paid as never).currency } } : {}),
  }
}

/** The last allocation gives first; earlier refunds of the same money have taken theirs already. What was never allocated is taken first of all. */
async function takeBack(work: Work, { row, counter, amount }: Readonly<{ row: Row; counter: string; amount: number }>) {
  const given = await work.find(allocation, { receipt: row.id }, { limit: 10_000, sort: ['-createdAt', '-id'] })
  const others = await work.find(allocation, { 'receipt.refundOf': row.id } as never, { limit: 10_000 })
  const refunds = await work.find(receipt, { refundOf: row.id, id: { ne: counter } }, { limit: 1_000 })
  const { currency } = moneyOf(row.amount)
  const exactly = (sum: number) => toCents(sum, currency)
  const total = (parts: readonly Part[]) => exactly(parts.reduce((sum, part) => sum + takenOf(part), 0))
  const earlier = -exactly(refunds.reduce((sum, one) => sum + (amountOf(one.amount) ?? 0), 0))
  const credit = exactly((amountOf(row.amount) ?? 0) - total(given) - Math.max(0, earlier + total(others)))
  let rest = exactly(amount - Math.max(0, credit))
  let taken = -total(others)
  const back = []
  for (const part of given) {
    const used = Math.min(taken, takenOf(part))
    taken = exactly(taken - used)
    const gives = Math.min(rest, exactly(takenOf(part) - used))
    if (gives > 0) back.push(negated(part, counter, { used, gives }))
    rest = exactly(rest - Math.max(0, gives))
  }
  return back
}
