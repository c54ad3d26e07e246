import { fail, type RowOf, system, type Work } from '#kernel'
import { ratesOf } from '#modules/payments'
import { amountOf, lineSum, moneyOf, toCents } from '#objects/catalog'
import { contract, planLine } from '#objects/contracts'
import type { account } from '#objects/customers'
import { allocation } from '#objects/payments'
import { every, owed, portionsOf } from './counting.ts'
import { order, orderLine, returnLine } from './objects/index.ts'
import { owedStates } from './rules/order-steps.ts'

type Order = RowOf<typeof order>
type Account = RowOf<typeof account>

/** Where the customer that stands in the way is found. */
const placeOf = ({ id }: Account): string => `/o/accounts/${id}`

/** Customers in whose name nothing may be ordered. @throws `orders.blacklisted` */
export function assertNotBlocked(customer: Account, today: string): void {
  const isOver = !!customer.blacklistUntil && customer.blacklistUntil < today
  if (customer.blacklist && customer.blacklist !== 'warn' && !isOver)
    fail('orders.blacklisted', { account: customer.id, name: customer.name, reason: customer.blacklistReason, goTo: placeOf(customer) })
}

/**
 * The customer's credit covers the order, or somebody has released it up to its amount. Used is what signed contracts have left to pay and what was ordered without
 * one; an order under a plain contract adds nothing, as the contract counts already. Amounts in other currencies than the limit
 * count at today's rate; one without a rate is not counted.
 *
 * @throws `orders.credit-hold`, `orders.overdue`, `orders.credit-exceeded` with the sums
 */
export async function assertCredit(work: Work, row: Order, customer: Account): Promise<void> {
  await work.hold([`credit of ${customer.id}`])
  const own = await every(work, orderLine, { order: row.id })
  const { amount, currency } = lineSum(own.map(owed), work.workspace.currency)
  const released = amountOf(row.creditRelease)
  if (released !== null && amount <= released && moneyOf(row.creditRelease).currency === currency) return
  if (customer.creditHold) fail('orders.credit-hold', { name: customer.name, note: customer.creditNote, goTo: placeOf(customer) })
  await assertNotLate(work, customer)
  const credit = await creditOf(work, customer)
  if (!credit) return
  const { limit, used, contracts } = credit
  const isCounted = contracts.some(({ id, form }) => id === row.contract && form !== 'frame')
  const adds = isCounted ? 0 : toCents(amount * (await worthIn(work, credit.currency, [currency]))(currency), credit.currency)
  if (adds + used > limit)
    fail('orders.credit-exceeded', {
      name: customer.name,
      limit,
      used,
      free: toCents(limit - used, credit.currency),
      amount: isCounted ? amount : adds,
      goTo: placeOf(customer),
    })
}

/** What one unit of these currencies is worth in another one today; nothing where no rate says so. */
async function worthIn(work: Work, to: string, currencies: readonly string[]): Promise<(currency: string) => number> {
  if (currencies.every((one) => one === to)) return () => 1
  const rateOn = await ratesOf(work)
  const own = rateOn(to, work.today)
  return (currency) => (currency === to ? 1 : own ? (rateOn(currency, work.today) ?? 0) / own : 0)
}

type Credit = Readonly<{ limit: number; used: number; currency: string; contracts: Contracts }>

/** The customer's limit and what of it is used, as orders are held against it; undefined without a limit. */
export async function creditOf(work: Work, customer: Account): Promise<Credit | undefined> {
  if (!customer.creditLimit) return undefined
  const limit = moneyOf(customer.creditLimit)
  const contracts = await openContracts(work, customer)
  const used = toCents((await owedByContract(work, contracts, limit.currency)) + (await owedByOrders(work, customer, { contracts, limit })))
  return { limit: limit.amount, used, currency: limit.currency, contracts }
}

/**
 * Days that an instalment may be late before nothing more is ordered are those of the customer's term; what was billed without a contract has them in its day
 * already.
 */
async function assertNotLate(work: Work, customer: Account): Promise<void> {
  if (customer.creditDays === null) return
  const late = {
    'contract.account': customer.id,
    overdueDays: { gt: customer.creditDays },
    'contract.kind': { ne: 'purchase' },
    'contract.status': { in: ['running', 'finished'] },
  }
  const [line] = await work.find(planLine, late as never, { limit: 1, sort: ['dueOn'] })
  const [bill] = line
    ? []
    : await work.list({
        object: 'invoice',
        filter: { account: customer.id, overdueDays: { gt: 0 } },
        fields: ['dueOn', 'overdueBeside'],
        sort: ['dueOn'],
        limit: 1,
      })
  const first = line ? { dueOn: line.dueOn, amount: line.amount } : bill && { dueOn: bill.dueOn, amount: bill.overdueBeside }
  if (!first) return
  const { dueOn, amount } = first
  fail('orders.overdue', {
    name: customer.name,
    dueOn,
    days: customer.creditDays,
    amount: amountOf(amount as never),
    goTo: placeOf(customer),
  })
}

type Contracts = readonly RowOf<typeof contract>[]

/** Contracts that say by themselves what is owed: a frame what is ordered under it. */
const openContracts = (work: Work, customer: Account): Promise<Contracts> =>
  every(work, contract, { account: customer.id, status: { in: ['running', 'finished'] }, kind: { ne: 'purchase' } })

/** What each of them has left to pay, as it says itself: deposits are the customer's, and bills pay on their day. */
async function owedByContract(work: Work, contracts: Contracts, currency: string): Promise<number> {
  const kernel = work.as(system('credit is counted'))
  let left = 0
  for (const part of portionsOf(contracts.map(({ id }) => id))) {
    const rows = await kernel.list({ object: 'contract', filter: { id: { in: part } }, fields: ['receivable'], limit: part.length })
    const open = rows.flatMap(({ receivable }) => (receivable ? [moneyOf(receivable, currency)] : [])).filter(({ amount }) => amount > 0)
    const worth = await worthIn(
      work,
      currency,
      open.map((one) => one.currency),
    )
    for (const one of open) left += toCents(one.amount * worth(one.currency), currency)
  }
  return left
}

type Beside = Readonly<{ contracts: Contracts; limit: Readonly<{ currency: string }> }>

/** Orders that no such contract counts already, less what came back of them and what was paid of them. */
async function owedByOrders(work: Work, customer: Account, { contracts, limit }: Beside): Promise<number> {
  const counted = new Set<string>(contracts.map(({ id }) => id))
  const live = await every(work, order, { account: customer.id, status: { in: owedStates } })
  let sum = 0
  for (const part of portionsOf(live.filter((row) => !row.contract || !counted.has(row.contract)).map(({ id }) => id))) {
    const lines = await every(work, orderLine, { order: { in: part } })
    const back = await every(work, returnLine, {
      'orderReturn.order': { in: part },
      'orderReturn.settlement': { ne: 'exchange' },
    } as never)
    const byCurrency = Map.groupBy(lines, ({ price }) => moneyOf(price, limit.currency).currency)
    const paid = await every(work, allocation, {
      order: { in: part },
      contract: { empty: true },
      'receipt.status': { in: ['confirmed', 'reversed'] },
      'receipt.kind': { ne: 'deposit' },
      or: [{ 'receipt.maturesOn': { empty: true } }, { 'receipt.countsOn': { lte: work.today } }],
    } as never)
    const worth = await worthIn(work, limit.currency, [...byCurrency.keys()])
    for (const [currency, own] of byCurrency) sum += lineSum(own.map(owed), currency).amount * worth(currency)
    for (const less of [...back.map(({ value }) => value), ...paid.map((one) => one.amount)])
      sum -= (amountOf(less) ?? 0) * worth(moneyOf(less, limit.currency).currency)
  }
  return Math.max(0, toCents(sum, limit.currency))
}
