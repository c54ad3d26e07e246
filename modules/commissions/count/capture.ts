import { exchangeRate, type Money, type RowOf, type Work } from '#kernel'
import { defaultEntity } from '#modules/company'
import { amountOf, moneyOf, piecesOf, product } from '#objects/catalog'
import { contract, type contractChange, contractLine } from '#objects/contracts'
import { allocation, receipt } from '#objects/payments'
import { type opportunity, opportunityLine } from '#objects/sales'
import { everyOf } from './every.ts'
import { type Exact, exact, minus, per, plus, times, toNumber, total, zero } from './exact.ts'
import { readGains } from './gains.ts'

export type Fact = Readonly<{
  title: string
  event: 'won' | 'signed' | 'received' | 'ended'
  source: string
  original: string | null
  on: string
  amount: Money | null
  net: Money | null
  /** Of money received: net at the rate of the day it came, where net is at that of signing. */
  exchanged: Money | null
  profit: Money | null
  quantity: number | null
  concern: 'noRate' | 'noCost' | null
  account: string | null
  opportunity: string | null
  contract: string | null
  /** Of money for an order that has no contract. */
  order?: string | null
  receipt: string | null
  /** Where the shares stand, and whose it is where there are none. */
  sharesOf: string | null
  owner: string | null
}>

type Deal = RowOf<typeof opportunity>
type Contract = RowOf<typeof contract>

const one = exact(1)
const signed = ['running', 'finished', 'terminated']
const isIn = { status: { in: ['confirmed', 'reversed'] } }
/** By currency what one unit is worth on a day, in the workspace's; nothing where that is not known. */
export async function ratesOf(work: Work) {
  const rows = await work.find(exchangeRate, {}, { limit: 10_000, sort: ['validFrom'] })
  return (currency: string, day: string): Exact | null => {
    if (currency === work.workspace.currency) return one
    const rate = rows.findLast((row) => row.currency === currency && row.validFrom <= day)
    return rate ? exact(rate.rate) : null
  }
}

const digits = 4
export const toMoney = (work: Work, value: Exact): Money => ({
  amount: Number(toNumber(value).toFixed(digits)),
  currency: work.workspace.currency,
})

/** What is left of a sum without the tax of the house, or of its product. */
const withoutTax = (value: Exact, rate: number | null | undefined): Exact => per(value, plus(one, per(exact(rate ?? 0), exact(100))))

type Priced = Readonly<{
  price: unknown
  quantity: number | null
  discount: number | null
  discountAmount: unknown
  product: string | null
}>
export function worth(line: Omit<Priced, 'product'>): Exact {
  const whole = times(exact(amountOf(line.price) ?? 0), exact(line.quantity ?? 1))
  const off = amountOf(line.discountAmount)
  return off === null ? per(times(whole, exact(100 - (line.discount ?? 0))), exact(100)) : minus(whole, exact(off))
}

/** How much of what positions are worth is not tax. */
export function netOf(lines: readonly (Priced & Readonly<{ taxRate: number | null }>)[], tax: number): Exact {
  const sums = total(lines.map(worth))
  return sums.over > 0n ? per(total(lines.map((line) => withoutTax(worth(line), line.taxRate ?? tax))), sums) : withoutTax(one, tax)
}

/** Deals that are won, with what they gain. */
export async function wonFacts(work: Work, deals: readonly Deal[]): Promise<Fact[]> {
  const won = deals.filter((deal) => deal.outcome === 'won' && deal.closedOn)
  if (won.length === 0) return []
  const ids = won.map(({ id }) => id)
  const rateOn = await ratesOf(work)
  const tax = (await defaultEntity(work))?.defaultTax ?? 0
  const lines = Map.groupBy(
    await everyOf(work, opportunityLine, { field: 'opportunity', among: ids }),
    (line) => line.opportunity as string,
  )
  const goods = await everyOf(work, product, { field: 'id', among: [...lines.values()].flat().flatMap((line) => line.product ?? []) })
  const byId = new Map(goods.map((row) => [row.id as string, row]))
  const gainOf = await readGains(work, won, { lines, goods: byId })
  return won.map((deal): Fact => {
    const its = lines.get(deal.id) ?? []
    const amount = exact(amountOf(deal.amount) ?? 0)
    const rate = rateOn(moneyOf(deal.amount, work.workspace.currency).currency, deal.closedOn!)
    const sums = total(its.map(worth))
    const nets = total(its.map((line) => withoutTax(worth(line), (line.product && byId.get(line.product)?.taxRate) ?? tax)))
    // The amount may be typed: lines only say how much of it is tax.
    const net = sums.over > 0n ? per(times(amount, nets), sums) : withoutTax(amount, tax)
    const profit = gainOf(deal, net)
    return {
      title: deal.name,
      event: 'won',
      source: `won:${deal.id}`,
      original: null,
      on: deal.closedOn!,
      amount: rate && toMoney(work, times(amount, rate)),
      net: rate && toMoney(work, times(net, rate)),
      profit: rate && profit && toMoney(work, times(profit, rate)),
      exchanged: null,
      quantity: its.length > 0 ? toNumber(total(its.map((line) => exact(piecesOf(line))))) : null,
      concern: rate ? (profit ? null : 'noCost') : 'noRate',
      account: deal.account,
      opportunity: deal.id,
      contract: null,
      receipt: null,
      sharesOf: deal.id,
      owner: deal.owner,
    }
  })
}

/** How much of a contract's money is neither tax nor goes to those from whom we buy for it. */
export async function ownParts(
  work: Work,
  contracts: readonly Contract[],
): Promise<ReadonlyMap<string, Readonly<{ net: Exact; own: Exact }>>> {
  const ids = contracts.map(({ id }) => id)
  const tax = (await defaultEntity(work))?.defaultTax ?? 0
  const lines = Map.groupBy(await everyOf(work, contractLine, { field: 'contract', among: ids }), (line) => line.contract as string)
  const bought = await everyOf(work, contract, { field: 'serves', among: ids, more: { kind: 'purchase', status: { in: signed } } })
  return new Map(
    contracts.map((row) => {
      const its = lines.get(row.id) ?? []
      const net = netOf(its, tax)
      const { currency, amount } = moneyOf(row.amount, work.workspace.currency)
      const passed = bought.filter((other) => other.serves === row.id && moneyOf(other.amount).currency === currency)
      const away = total(passed.map((other) => exact(amountOf(other.amount) ?? 0)))
      const own = amount > 0 ? minus(one, per(away, exact(amount))) : one
      return [row.id as string, { net, own: own.over > 0n ? own : zero }] as const
    }),
  )
}

/** Contracts that are signed, worth what they were signed for; a change order counts by itself. */
export async function signedFacts(work: Work, contracts: readonly Contract[]): Promise<Fact[]> {
  const meant = contracts.filter((row) => signed.includes(row.status) && row.kind !== 'purchase' && row.form !== 'frame' && row.signedOn)
  if (meant.length === 0) return []
  const rateOn = await ratesOf(work)
  const parts = await ownParts(work, meant)
  return meant.map((row) => {
    const value = row.signedAmount ?? row.amount
    const amount = exact(amountOf(value) ?? 0)
    const rate = rateOn(moneyOf(value, work.workspace.currency).currency, row.signedOn!)
    return {
      title: row.name,
      event: 'signed',
      source: `signed:${row.id}`,
      original: null,
      on: row.signedOn!,
      amount: rate && toMoney(work, times(amount, rate)),
      net: rate && toMoney(work, times(times(amount, parts.get(row.id)!.net), rate)),
      profit: null,
      exchanged: null,
      quantity: null,
      concern: rate ? null : 'noRate',
      opportunity: row.opportunity,
      account: row.account,
      contract: row.id,
      receipt: null,
      sharesOf: row.opportunity,
      owner: row.owner,
    }
  })
}

/** What terminated contracts leave undone: what they were worth less what had come for them by then, taken from whoever had the credit on the day they ended. */
export async function endedFacts(work: Work, contracts: readonly Contract[]): Promise<Fact[]> {
  const ended = contracts.filter((row) => row.status === 'terminated' && row.endedOn)
  const whole = await signedFacts(work, ended)
  if (whole.length === 0) return []
  const paid = await everyOf(work, allocation, { field: 'contract', among: whole.flatMap((fact) => fact.contract ?? []) })
  const receipts = await everyOf(work, receipt, { field: 'id', among: paid.map((part) => part.receipt), more: isIn })
  const days = new Map(receipts.map((row) => [row.id as string, row.countsOn ?? '']))
  const cameUntil = (row: Contract) => paid.filter((part) => part.contract === row.id && (days.get(part.receipt) ?? '9') <= row.endedOn!)
  const rateOn = await ratesOf(work)
  const parts = await ownParts(work, ended)
  const byId = new Map(ended.map((row) => [row.id as string, row]))
  return whole.flatMap((fact): Fact[] => {
    const row = byId.get(fact.contract!)!
    const received = total(cameUntil(row).map((part) => exact(amountOf(part.amount) ?? 0)))
    const left = minus(received, exact(amountOf(row.amount) ?? 0))
    if (left.over >= 0n) return []
    const rate = rateOn(moneyOf(row.amount, work.workspace.currency).currency, row.endedOn!)
    return [
      {
        ...fact,
        event: 'ended',
        source: `ended:${row.id}`,
        original: fact.source,
        on: row.endedOn!,
        amount: rate && toMoney(work, times(left, rate)),
        net: rate && toMoney(work, times(times(left, parts.get(row.id)!.net), rate)),
        concern: rate ? null : 'noRate',
      },
    ]
  })
}

/** Change orders in force: what a contract is worth more or less since the day the order was signed. */
export async function changeFacts(work: Work, changes: readonly RowOf<typeof contractChange>[]): Promise<Fact[]> {
  const meant = changes.filter((row) => row.status === 'inForce' && row.signedOn && (amountOf(row.difference) ?? 0) !== 0)
  if (meant.length === 0) return []
  const contracts = new Map(
    (await everyOf(work, contract, { field: 'id', among: meant.map((row) => row.contract) })).map((row) => [row.id as string, row]),
  )
  const whole = await signedFacts(work, [...contracts.values()])
  const rateOn = await ratesOf(work)
  const parts = await ownParts(work, [...contracts.values()])
  return meant.flatMap((row): Fact[] => {
    const of = whole.find((fact) => fact.contract === row.contract)
    if (!of) return []
    const difference = exact(amountOf(row.difference) ?? 0)
    const rate = rateOn(moneyOf(row.difference, work.workspace.currency).currency, row.signedOn!)
    return [
      {
        ...of,
        title: `${of.title} · ${row.number ?? ''}`,
        source: `change:${row.id}`,
        on: row.signedOn!,
        amount: rate && toMoney(work, times(difference, rate)),
        net: rate && toMoney(work, times(times(difference, parts.get(row.contract)!.net), rate)),
        concern: rate ? null : 'noRate',
      },
    ]
  })
}
