import { type Money, type RowOf, system, type Work } from '#kernel'
import { account } from '#objects/customers'
import { factorOf, piecesOf, priceList, priceRow, product, productUnit } from './objects/index.ts'

type List = RowOf<typeof priceList>
type Row = RowOf<typeof priceRow>
/** `quantity` is counted in `unit`, of which one is `unitFactor` of the product's own. */
export type PriceWish = Readonly<{ product: string; quantity: number; unit?: string | null; unitFactor?: number | null }>
/** `list`: where the price stands; null for the price of the catalogue. */
export type FoundPrice = Readonly<{ price: Money; list: Readonly<{ id: string; name: string }> | null }>
export type Buyer = Readonly<{ account: string | null; on: string; currency: string }>

/** How far parents are followed. */
const deepest = 10

/**
 * What each wish costs this customer on that day, in that currency; null where nobody has said. The customer's list goes first, then its parents, then the list for
 * everybody, then the price of the catalogue; in a list the row of the largest quantity that is reached, of those the one that came last. What is counted in a further unit costs what
 * each of these says of that unit, else so many times what it says of the product's own.
 */
export async function findPrices(work: Work, buyer: Buyer, wishes: readonly PriceWish[]): Promise<(FoundPrice | null)[]> {
  if (wishes.length === 0) return []
  const kernel = work.as(system('prices of a customer'))
  const chain = await listsOf(kernel, buyer)
  const products = [...new Set(wishes.map((wish) => wish.product))]
  const rows =
    chain.length === 0
      ? []
      : await kernel.find(
          priceRow,
          {
            and: [
              { list: { in: chain.map(({ id }) => id) }, product: { in: products } },
              { or: [{ validFrom: { empty: true } }, { validFrom: { lte: buyer.on } }] },
              { or: [{ validTo: { empty: true } }, { validTo: { gte: buyer.on } }] },
            ],
          },
          { limit: 10_000 },
        )
  const goods = new Map((await kernel.find(product, { id: { in: products } }, { limit: 10_000 })).map((one) => [one.id as string, one]))
  const measured = wishes.filter((wish) => wish.unitFactor).map((wish) => wish.product)
  const units = measured.length === 0 ? [] : await kernel.find(productUnit, { product: { in: measured } }, { limit: 10_000 })
  return wishes.map((wish) => {
    const its = goods.get(wish.product)
    const asked = { ...wish, currency: buyer.currency, own: its?.unit ?? null }
    for (const list of chain) {
      const price = best(
        rows.filter((one) => one.list === list.id && one.product === wish.product && isIn(one.price, buyer.currency)),
        asked,
      )
      if (price) return { price, list: { id: list.id, name: list.name } }
    }
    const unit = wish.unitFactor ? units.find((one) => one.product === wish.product && one.name === wish.unit) : undefined
    if (isIn(unit?.price, buyer.currency)) return { price: unit!.price as Money, list: null }
    return isIn(its?.price, buyer.currency) ? { price: timesUnit(its!.price as Money, wish), list: null } : null
  })
}

const isIn = (price: unknown, currency: string): boolean => (price as Money | null | undefined)?.currency === currency
const timesUnit = ({ amount, currency }: Money, wish: PriceWish): Money => ({
  amount: Math.round(amount * factorOf(wish) * 10_000) / 10_000,
  currency,
})

/** The price of a list: what it says of the unit, else so many times what it says of the product's own. */
function best(rows: readonly Row[], wish: PriceWish & Readonly<{ own: string | null }>): Money | undefined {
  const ofUnit = wish.unitFactor
    ? largest(
        rows.filter((row) => row.unit === wish.unit),
        wish.quantity,
      )
    : undefined
  if (ofUnit) return ofUnit.price as Money
  const row = largest(
    rows.filter(({ unit }) => !unit || unit === wish.own),
    piecesOf(wish),
  )
  return row && timesUnit(row.price as Money, wish)
}

const largest = (rows: readonly Row[], quantity: number): Row | undefined =>
  rows
    .filter((row) => row.minQuantity <= quantity)
    .toSorted(
      (a, b) =>
        b.minQuantity - a.minQuantity || (b.validFrom ?? '').localeCompare(a.validFrom ?? '') || b.createdAt.localeCompare(a.createdAt),
    )[0]

/** Lists in the order in which they are asked. There are a few dozen at most, so all are read. */
async function listsOf(kernel: Work, { account: id, on }: Buyer): Promise<List[]> {
  const lists = await kernel.find(priceList, { isActive: true }, { limit: 1_000, sort: ['position', 'createdAt'] })
  const holds = lists.filter(({ validFrom, validTo }) => (validFrom ?? on) <= on && (validTo ?? on) >= on)
  const byId = new Map(holds.map((list) => [list.id as string, list]))
  const [customer] = id ? await kernel.find(account, { id }, { limit: 1 }) : []
  const own = byId.get(String((customer as { priceList?: string | null } | undefined)?.priceList))
  const meant = customer && holds.find((list) => means(list, customer))
  const chain: List[] = []
  for (const start of [own ?? meant, holds.find(({ isDefault }) => isDefault)]) {
    let list = start
    while (list && !chain.includes(list) && chain.length < deepest) {
      chain.push(list)
      list = list.parent ? byId.get(list.parent) : undefined
    }
  }
  return chain
}

const means = (list: List, customer: RowOf<typeof account>): boolean =>
  (list.grades ?? []).some((grade) => grade === customer.grade) || (list.tags ?? []).some((tag) => (customer.tags ?? []).includes(tag))
