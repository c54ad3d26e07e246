import { defineConsequence, type RowOf, system, type Work } from '#kernel'
import { linePrices } from '#modules/catalog'
import { lineCurrencies, lineSum, moneyOf, product } from '#objects/catalog'
import { opportunity, opportunityLine } from '../objects/index.ts'

const most = 10_000
type Deal = RowOf<typeof opportunity>
type Line = RowOf<typeof opportunityLine>

/** What lines of an open deal do not say, price and unit, they take from the customer's price list and the product; an amount that is the lines' sum follows them. */
export const lineFill = defineConsequence(opportunityLine, {
  reads: ['opportunity', 'product', 'quantity', 'unit', 'price', 'discount', 'discountAmount'],
  async run(work, written) {
    const kernel = work.as(system('lines of a deal'))
    const ids = [...new Set(written.map(({ row }) => row.opportunity as string))]
    const deals = await kernel.find(opportunity, { id: { in: ids }, outcome: 'open' }, { limit: most })
    const due = written.map(({ row }) => row).filter((row) => row.product && (!row.price || !row.unit))
    const following = deals.filter((deal) => deal.amountFromLines === true)
    if (deals.length === 0 || (due.length === 0 && following.length === 0)) return
    const lines = await kernel.find(opportunityLine, { opportunity: { in: deals.map(({ id }) => id) } }, { limit: most })
    const filled = await fill(kernel, due, { deals, lines })
    const now = Map.groupBy(
      lines.map((line) => ({ ...line, ...filled.get(line.id) })),
      (line) => line.opportunity as string,
    )
    await kernel.changeMany(
      opportunity,
      following.flatMap((deal) => {
        const was = moneyOf(deal.amount, work.workspace.currency)
        const amount = lineSum(now.get(deal.id) ?? [], was.currency)
        const isSame = amount.amount === was.amount && amount.currency === was.currency
        return isSame ? [] : [{ id: deal.id, amount, amountFromLines: true }]
      }),
    )
  },
})

type Known = Readonly<{ deals: readonly Deal[]; lines: readonly Line[] }>
type Filled = Pick<Line, 'price' | 'unit'>

async function fill(kernel: Work, due: readonly Line[], { deals, lines }: Known): Promise<ReadonlyMap<string, Filled>> {
  const buyers = new Map(
    deals.map((deal) => {
      const usual = moneyOf(deal.amount, kernel.workspace.currency).currency
      const [currency] = lineCurrencies(
        lines.filter((line) => line.opportunity === deal.id),
        usual,
      )
      return [deal.id as string, { account: deal.account, on: kernel.today, currency: currency ?? usual }]
    }),
  )
  const open = due.filter((line) => buyers.has(line.opportunity))
  if (open.length === 0) return new Map()
  const goods = new Map(
    (await kernel.find(product, { id: { in: [...new Set(open.map((line) => line.product!))] } }, { limit: most })).map((one) => [
      one.id as string,
      one,
    ]),
  )
  const prices = await linePrices(
    kernel,
    open
      .filter((line) => !line.price)
      .map((line) => ({ id: line.id, buyer: buyers.get(line.opportunity)!, product: line.product!, quantity: line.quantity })),
  )
  const filled = open.flatMap((line) => {
    const price = line.price ?? prices.get(line.id)?.price ?? null
    const unit = line.unit ?? goods.get(line.product!)?.unit ?? null
    return price === line.price && unit === line.unit ? [] : [{ id: line.id, price, unit }]
  })
  await kernel.changeMany(opportunityLine, filled)
  return new Map(filled.map(({ id, ...values }) => [id as string, values]))
}
