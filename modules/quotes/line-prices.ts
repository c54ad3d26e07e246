import type { Change, Money, RowOf, Work } from '#kernel'
import { costsOn, findPrices, type Unit } from '#modules/catalog'
import { defaultEntity, legalEntity } from '#modules/company'
import { factorOf, moneyOf, type product } from '#objects/catalog'
import { quoteLine } from './objects/index.ts'
import type { Line, Quote } from './quote-rows.ts'
import { isSameMoney } from './rules/figures.ts'

type Product = RowOf<typeof product>
export type LineChange = Change<typeof quoteLine>
/** A line to be priced: new, or with another product, unit or quantity; `before` where its product or unit is another one now, and `asks` for the price of that. */
export type Due = Readonly<{ before: Line | null; asks: boolean; unit?: Unit }>

/**
 * Prices, costs and what else a line takes from its product. What somebody typed stays: a price that differs from the one of the list, a cost, a text, a rate.
 */
export async function priceLines(
  kernel: Work,
  row: Quote,
  o: Readonly<{ lines: readonly Line[]; due: ReadonlyMap<string, Due>; goods: ReadonlyMap<string, Product> }>,
): Promise<Map<string, LineChange>> {
  const lines = o.lines
    .filter((line) => o.due.has(line.id) && line.kind !== 'heading')
    .map((line): Line => ({ ...line, ...o.due.get(line.id)!.unit }))
  const withProduct = lines.filter((line) => line.product)
  const ids = [...new Set(withProduct.map((line) => line.product as string))]
  const buyer = { account: row.account, on: row.quotedOn ?? kernel.today, currency: row.currency! }
  const prices = await findPrices(
    kernel,
    buyer,
    withProduct.map(({ product: of, quantity, unit, unitFactor }) => ({
      product: of as string,
      quantity: quantity ?? 1,
      unit,
      unitFactor,
    })),
  )
  const priceOf = new Map(withProduct.map((line, i) => [line.id as string, prices[i]]))
  const costs = await costsOn(kernel, ids, buyer.on)
  const paid = await paidPrices(kernel, row, ids)
  const tax = lines.some((line) => line.taxRate === null) ? await usualTax(kernel, row) : null
  return new Map(
    lines.map((line) => {
      const goods = line.product ? o.goods.get(line.product) : undefined
      const found = line.isIncluded ? { price: { amount: 0, currency: row.currency! }, list: null } : priceOf.get(line.id)
      const { before, asks, unit } = o.due.get(line.id)!
      const isOther = !!before && before.product !== line.product
      const was = isOther && before.product ? o.goods.get(before.product) : undefined
      const each = (line.product && (costs.get(line.product)?.cost ?? goods?.cost)) || null
      const cost = timesFactor(each, line)
      const follows = asks || line.price === null || isSameMoney(line.price, line.listPrice) || isSameMoney(line.price, line.promotionPrice)
      const change: LineChange = {
        listPrice: found?.price ?? null,
        priceFrom: found?.list?.name ?? null,
        price: follows && found ? found.price : line.price,
        cost:
          ((before && isSameMoney(line.cost, isOther ? before.cost : timesFactor(each, before))) || line.cost === null) &&
          isIn(cost, row.currency)
            ? cost
            : line.cost,
        ...unit,
        description: (was && line.description === was.name ? null : line.description) ?? goods?.name ?? null,
        taxRate: (was && line.taxRate === before?.taxRate ? goods?.taxRate : null) ?? line.taxRate ?? goods?.taxRate ?? tax,
        lastPrice: timesFactor(paid.last.get(String(line.product)) ?? null, line),
        lowestPrice: timesFactor(paid.lowest.get(String(line.product)) ?? null, line),
      }
      return [line.id as string, change]
    }),
  )
}

/** What one of the product's own unit costs, for one of the unit of the line. */
function timesFactor(each: unknown, line: Pick<Line, 'unitFactor'>): Money | null {
  const { amount, currency } = moneyOf(each)
  return each ? { amount: digits4(amount * factorOf(line)), currency } : null
}

const digits4 = (value: number): number => Math.round(value * 10_000) / 10_000
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
  const each = ({ netPrice, unitFactor }: Line): Money | null => timesFactor(netPrice, { unitFactor: 1 / (unitFactor ?? 1) })
  const byProduct = (lines: readonly Line[]) =>
    new Map(lines.flatMap((line) => (line.netPrice ? [[line.product as string, each(line)] as const] : [])))
  return { last: byProduct(own), lowest: byProduct(all.toSorted((a, b) => (each(b)?.amount ?? 0) - (each(a)?.amount ?? 0))) }
}
