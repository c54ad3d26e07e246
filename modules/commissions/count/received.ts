import type { RowOf, Work } from '#kernel'
import { defaultEntity } from '#modules/company'
import { takenOf } from '#modules/payments'
import { amountOf, moneyOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { order, orderLine } from '#objects/orders'
import { allocation, type receipt } from '#objects/payments'
import { type Fact, netOf, ownParts, ratesOf, toMoney } from './capture.ts'
import { everyOf } from './every.ts'
import { type Exact, exact, times, total } from './exact.ts'

/** What money came for: a contract, or an order that has none. */
type Agreed = Readonly<{
  id: string
  name: string
  currency: string
  agreedOn: string | null
  account: string | null
  contract: string | null
  order: string | null
  opportunity: string | null
  owner: string | null
  /** How much of it is neither tax nor goes to those from whom we buy for it. */
  own: Exact
}>
type Part = RowOf<typeof allocation> & Readonly<{ order: string | null }>

/** What is paid back one day, and what never came, is nobody's success. */
export const notEarned: readonly string[] = ['deposit', 'writeOff']

/** Money that finance has confirmed, by receipt and contract, or order without one; what goes back names what it came as. */
export async function receivedFacts(work: Work, receipts: readonly RowOf<typeof receipt>[]): Promise<Fact[]> {
  const meant = receipts.filter(
    (row) => (row.status === 'confirmed' || row.status === 'reversed') && !notEarned.includes(row.kind) && row.countsOn,
  )
  if (meant.length === 0) return []
  const rateOn = await ratesOf(work)
  const parts = (await everyOf(work, allocation, { field: 'receipt', among: meant.map(({ id }) => id) })) as Part[]
  const agreedOf = new Map([...(await contractsOf(work, parts)), ...(await ordersOf(work, parts))].map((one) => [one.id, one]))
  return meant.flatMap((row) =>
    [
      ...Map.groupBy(
        parts.filter((part) => part.receipt === row.id),
        (part) => part.contract ?? part.order ?? '',
      ),
    ].flatMap(([of, its]): Fact[] => {
      const agreed = agreedOf.get(of)
      if (!agreed) return []
      const amount = total(its.map((part) => exact(amountOf(part.amount) ?? 0)))
      const rate = rateOn(agreed.currency, agreed.agreedOn ?? row.countsOn!)
      const dayRate = rateOn(moneyOf(row.amount, work.workspace.currency).currency, row.countsOn!)
      const taken = total(its.map((part) => exact(takenOf(part))))
      const came = row.refundOf ?? row.reverses
      const ours = (sum: Exact, at: Exact) => toMoney(work, times(times(sum, agreed.own), at))
      return [
        {
          title: `${agreed.name} · ${row.number ?? ''}`,
          event: 'received',
          source: `received:${row.id}:${of}`,
          original: came ? `received:${came}:${of}` : null,
          on: row.countsOn!,
          amount: dayRate && toMoney(work, times(taken, dayRate)),
          net: rate && ours(amount, rate),
          exchanged: dayRate && ours(taken, dayRate),
          profit: null,
          quantity: null,
          concern: rate && dayRate ? null : 'noRate',
          opportunity: agreed.opportunity,
          account: agreed.account,
          contract: agreed.contract,
          order: agreed.order,
          receipt: row.id,
          sharesOf: agreed.opportunity,
          owner: agreed.owner,
        },
      ]
    }),
  )
}

async function contractsOf(work: Work, parts: readonly Part[]): Promise<Agreed[]> {
  const rows = await everyOf(work, contract, {
    field: 'id',
    among: parts.flatMap((part) => part.contract ?? []),
    more: { kind: { ne: 'purchase' } },
  })
  const own = await ownParts(work, rows)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    currency: moneyOf(row.amount, work.workspace.currency).currency,
    agreedOn: row.signedOn,
    account: row.account,
    contract: row.id,
    order: null,
    opportunity: row.opportunity,
    owner: row.owner,
    own: times(own.get(row.id)!.net, own.get(row.id)!.own),
  }))
}

async function ordersOf(work: Work, parts: readonly Part[]): Promise<Agreed[]> {
  const ids = parts.flatMap((part) => (part.contract ? [] : (part.order ?? [])))
  if (ids.length === 0) return []
  const rows = await everyOf(work, order, { field: 'id', among: ids })
  const lines = Map.groupBy(await everyOf(work, orderLine, { field: 'order', among: ids }), (line) => line.order as string)
  const tax = (await defaultEntity(work))?.defaultTax ?? 0
  return rows.map((row) => {
    const its = lines.get(row.id) ?? []
    return {
      id: row.id,
      name: row.number ?? '',
      currency: moneyOf(its.find(({ price }) => price)?.price, work.workspace.currency).currency,
      agreedOn: row.confirmedOn ?? row.orderedOn,
      account: row.account,
      contract: null,
      order: row.id,
      opportunity: row.opportunity,
      owner: row.owner,
      own: netOf(its, tax),
    }
  })
}
