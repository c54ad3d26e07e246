import { defineConsequence, type RowOf, system, type Work, type Written } from '#kernel'
import { asksPrice, isMeasured, linePrices, type Unit, unitsOf } from '#modules/catalog'
import { lineCurrencies, lineSum, moneyOf, product } from '#objects/catalog'
import { opportunity, opportunityLine } from '../objects/index.ts'

const most = 10_000
type Deal = RowOf<typeof opportunity>
type Line = RowOf<typeof opportunityLine>

type Step = Written<typeof opportunityLine>

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What lines of an open deal do not say, price and unit, they take from the customer's price list and the product; an amount that is the lines' sum follows them. */
export const lineFill = defineConsequence(opportunityLine, {
  reads: ['opportunity', 'product', 'quantity', 'unit', 'unitFactor', 'price', 'discount', 'discountAmount'],
  async run(work, written) {
    const kernel = work.as(system('lines of a deal'))
    const ids = [...new Set(written.map(({ row }) => row.opportunity as string))]
    const deals = await kernel.find(opportunity, { id: { in: ids }, outcome: 'open' }, { limit: most })
    const isTyped = work.actor.kind !== 'system'
    const due = written.filter(
      (step) => (step.row.product || step.row.unitFactor !== null) && (!step.row.price || isMeasured(step, isTyped)),
    )
    const following = deals.filter((deal) => deal.amountFromLines === true)
    if (due.length === 0 && following.length === 0) return
    const lines =
      deals.length === 0 ? [] : await kernel.find(opportunityLine, { opportunity: { in: deals.map(({ id }) => id) } }, { limit: most })
    const filled = await fill(kernel, due, { deals, lines, isTyped })
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

type Known = Readonly<{ deals: readonly Deal[]; lines: readonly Line[]; isTyped: boolean }>
type Filled = Pick<Line, 'price'> & Unit

async function fill(kernel: Work, due: readonly Step[], { deals, lines, isTyped }: Known): Promise<ReadonlyMap<string, Filled>> {
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
  // A unit holds what it holds on closed deals as well.
  const open = due.filter(({ row }) => buyers.has(row.opportunity) || row.unit)
  if (open.length === 0) return new Map()
  const products = [...new Set(open.flatMap(({ row }) => row.product ?? []))]
  const rows = products.length === 0 ? [] : await kernel.find(product, { id: { in: products } }, { limit: most })
  const goods = new Map(rows.map((one) => [one.id as string, one]))
  const units = await unitsOf(kernel, open, { goods, isTyped })
  const unpriced = open.filter(
    (step) =>
      step.row.product && buyers.has(step.row.opportunity) && (!step.row.price || (isTyped && asksPrice(step, units.get(step.row.id)))),
  )
  const prices = await linePrices(
    kernel,
    unpriced.map(({ row: { id, opportunity: deal, product: of, quantity, ...row } }) => ({
      id,
      buyer: buyers.get(deal)!,
      product: of!,
      quantity,
      ...(units.get(id) ?? row),
    })),
  )
  const filled = open.flatMap(({ row }) => {
    const { unit, unitFactor } = units.get(row.id) ?? row
    const price = prices.get(row.id)?.price ?? row.price
    const same = isSame(price, row.price) && unit === row.unit && unitFactor === row.unitFactor
    return same ? [] : [{ id: row.id, price, unit, unitFactor }]
  })
  await kernel.changeMany(opportunityLine, filled)
  return new Map(filled.map(({ id, ...values }) => [id as string, values]))
}
