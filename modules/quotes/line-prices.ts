import type { Change, Money, RowOf, Work } from '#kernel'
import { costsOn, findPrices } from '#modules/catalog'
import { defaultEntity, legalEntity } from '#modules/company'
import type { product } from '#objects/catalog'
import { quoteLine } from './objects/index.ts'
import type { Line, Quote } from './quote-rows.ts'
import { isSameMoney } from './rules/figures.ts'

type Product = RowOf<typeof product>
export type LineChange = Change<typeof quoteLine>
/** A line to be priced: new, or with another product or quantity; `isOther`: the product is another one than before. */
export type Due = Readonly<{ isOther: boolean }>

/**
 * Prices, costs and what else a line takes from its product. What somebody typed stays: a price that differs from the one of the list, a cost, a text, a rate.
 */
export async function priceLines(
  kernel: Work,
  row: Quote,
  o: Readonly<{ lines: readonly Line[]; due: ReadonlyMap<string, Due>; goods: ReadonlyMap<string, Product> }>,
): Promise<Map<string, LineChange>> {
  const lines = o.lines.filter((line) => o.due.has(line.id) && line.kind !== 'heading')
  const withProduct = lines.filter((line) => line.product)
  const ids = [...new Set(withProduct.map((line) => line.product as string))]
  const buyer = { account: row.account, on: row.quotedOn ?? kernel.today, currency: row.currency! }
  const prices = await findPrices(
    kernel,
    buyer,
    withProduct.map((line) => ({ product: line.product as string, quantity: line.quantity ?? 1 })),
  )
  const priceOf = new Map(withProduct.map((line, i) => [line.id as string, prices[i]]))
  const costs = await costsOn(kernel, ids, buyer.on)
  const paid = await paidPrices(kernel, row, ids)
  const tax = lines.some((line) => line.taxRate === null) ? await usualTax(kernel, row) : null
  return new Map(
    lines.map((line) => {
      const goods = line.product ? o.goods.get(line.product) : undefined
      const found = line.isIncluded ? { price: { amount: 0, currency: row.currency! }, list: null } : priceOf.get(line.id)
      const { isOther } = o.due.get(line.id)!
      const cost = (line.product && (costs.get(line.product)?.cost ?? goods?.cost)) || null
      const follows = line.price === null || isSameMoney(line.price, line.listPrice) || isSameMoney(line.price, line.promotionPrice)
      const change: LineChange = {
        listPrice: found?.price ?? null,
        priceFrom: found?.list?.name ?? null,
        price: follows && found ? found.price : line.price,
        cost: (isOther || line.cost === null) && isIn(cost, row.currency) ? cost : line.cost,
        unit: (isOther ? null : line.unit) ?? goods?.unit ?? line.unit,
        description: line.description ?? goods?.name ?? null,
        taxRate: line.taxRate ?? goods?.taxRate ?? tax,
        lastPrice: paid.last.get(String(line.product)) ?? null,
        lowestPrice: paid.lowest.get(String(line.product)) ?? null,
      }
      return [line.id as string, change]
    }),
  )
}

const isIn = (value: unknown, currency: string | null): boolean => (value as Money | null)?.currency === currency

async function usualTax(kernel: Work, row: Quote): Promise<number | null> {
  const [named] = row.legalEntity ? await kernel.find(legalEntity, { id: row.legalEntity }, { limit: 1 }) : []
  return (named ?? (await defaultEntity(kernel)))?.defaultTax ?? null
}

/** From accepted quotes: what this customer paid last, and the least anybody paid. */
async function paidPrices(kernel: Work, row: Quote, products: readonly string[]) {
  const accepted = { product: { in: products }, 'quote.status': 'accepted', 'quote.currency': row.currency }
  const find = (filter: object, sort: string) =>
    products.length === 0 ? [] : kernel.find(quoteLine, { ...accepted, ...filter }, { limit: 10_000, sort: [sort] })
  const [own, all] = [await find({ 'quote.account': row.account }, 'updatedAt'), await find({}, '-netPrice')]
  const byProduct = (lines: readonly Line[]) =>
    new Map(lines.flatMap((line) => (line.netPrice ? [[line.product as string, line.netPrice] as const] : [])))
  return { last: byProduct(own), lowest: byProduct(all) }
}
