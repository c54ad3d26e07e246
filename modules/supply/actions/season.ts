import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { integer, link } from '#kernel/model'
import { arrival, seasonLine, seasonPlan, stockProposal } from '../objects/index.ts'
import { toPieces } from '../rules/months.ts'
import { most, namesOf, placeOf, proposalsFor, soldBefore, stockOf } from '../season.ts'

type Plan = RowOf<typeof seasonPlan>

const on = { seasonPlan: link(seasonPlan, { required: true }) }
const because = system('a plan of the season')
const longest = 200
const perCent = 100

/** The plan, held, of whoever may change it. */
async function held(work: Work, id: string): Promise<Plan> {
  const row = await work.one(seasonPlan, id, { lock: true })
  await work.change(seasonPlan, row.id, {})
  return row
}

const headed = (names: ReadonlyMap<string, string>, one: Readonly<{ product: string; warehouse: string }>): string =>
  `${names.get(one.product) ?? ''} · ${names.get(one.warehouse) ?? ''}`.slice(0, longest)

/**
 * Makes a line of each product, warehouse and month in which something went out a year before, times the factor, in whole pieces. Lines that somebody has said himself stay as they are.
 *
 * @throws `supply.nothing-sold`, `supply.too-many`
 */
export const drawUp = defineAction('supply.draw-up', {
  on: seasonPlan,
  input: on,
  result: { lines: integer({ required: true }) },
  fails: ['supply.nothing-sold', 'supply.too-many'],
  async run(work, input) {
    const plan = await held(work, input.seasonPlan)
    const kernel = work.as(because)
    const sold = await soldBefore(kernel, plan)
    if (sold.length === 0) fail('supply.nothing-sold')
    const keyOf = (one: Readonly<{ product: unknown; warehouse: unknown; month: string }>) => `${placeOf(one)} ${one.month}`
    const known = await kernel.find(seasonLine, { seasonPlan: plan.id }, { limit: most })
    const byHand = new Set(known.filter(({ isByHand }) => isByHand).map(keyOf))
    const gone = known.filter(({ isByHand }) => !isByHand).map(({ id }) => id)
    if (gone.length > 0) await kernel.remove(seasonLine, gone)
    const names = await namesOf(kernel, [...new Set(sold.map((one) => one.product))])
    const rows = sold
      .filter((one) => !byHand.has(keyOf(one)))
      .map((one) => ({
        title: headed(names, one),
        seasonPlan: plan.id,
        product: one.product,
        warehouse: one.warehouse,
        month: one.month,
        soldBefore: one.quantity,
        wanted: Math.ceil(toPieces((one.quantity * (plan.factor ?? perCent)) / perCent)),
      }))
    if (rows.length > 0) await kernel.add(seasonLine, rows as never)
    await kernel.change(seasonPlan, plan.id, { drawnUpAt: work.now.toISOString() })
    return { lines: rows.length + byHand.size }
  },
})

/**
 * Proposes what is missing: from warehouses that have more than they need, the rest to be ordered. What lies there and what is to come counts. Proposals that wait are made anew, decided ones stay.
 *
 * @throws `supply.no-lines`
 */
export const propose = defineAction('supply.propose', {
  on: seasonPlan,
  input: on,
  result: { proposals: integer({ required: true }) },
  fails: ['supply.no-lines'],
  async run(work, input) {
    const plan = await held(work, input.seasonPlan)
    const kernel = work.as(because)
    const lines = await kernel.find(seasonLine, { seasonPlan: plan.id }, { limit: most })
    if (lines.length === 0) fail('supply.no-lines')
    const waiting = await kernel.find(stockProposal, { seasonPlan: plan.id, state: 'proposed' }, { limit: most })
    if (waiting.length > 0)
      await kernel.remove(
        stockProposal,
        waiting.map(({ id }) => id),
      )
    const products = [...new Set(lines.map((line) => String(line.product)))]
    const stock = new Map<string, number>()
    const portion = 500
    for (let from = 0; from < products.length; from += portion)
      for (const [key, quantity] of await stockOf(kernel, plan, products.slice(from, from + portion))) stock.set(key, quantity)
    const names = await namesOf(kernel, products)
    const made = proposalsFor(lines, stock).map((one) => ({ ...one, title: headed(names, one), seasonPlan: plan.id }))
    if (made.length > 0) await kernel.add(stockProposal, made as never)
    return { proposals: made.length }
  },
})

const ofProposal = { stockProposal: link(stockProposal, { required: true }) }

/** The proposal, held with its plan: whoever proposes anew holds the plan, and takes away what waits. */
async function proposed(work: Work, id: string) {
  const { seasonPlan: of } = await work.one(stockProposal, id)
  await work.as(because).one(seasonPlan, of, { lock: true })
  const row = await work.one(stockProposal, id, { lock: true })
  await work.change(stockProposal, row.id, {})
  if (row.state !== 'proposed') fail('supply.decided', { state: row.state })
  return row
}

/** The goods are expected from now on: to be ordered, or to come from the other warehouse, where they are booked out when they arrive. @throws `supply.decided` */
export const accept = defineAction('supply.accept', {
  on: stockProposal,
  many: true,
  input: ofProposal,
  result: { ...ofProposal, arrival: link(arrival, { required: true }) },
  fails: ['supply.decided'],
  offered: { state: 'proposed' },
  async run(work, input) {
    const row = await proposed(work, input.stockProposal)
    const isTransfer = row.kind === 'transfer'
    const [made] = await work.create(arrival, [
      {
        product: row.product,
        warehouse: row.warehouse,
        quantity: row.quantity,
        expectedOn: row.neededOn,
        source: isTransfer ? ('transfer' as const) : ('purchase' as const),
        fromWarehouse: isTransfer ? row.fromWarehouse : null,
      },
    ])
    await work.as(because).change(stockProposal, row.id, { state: 'accepted', arrival: made!.id })
    return { stockProposal: row.id, arrival: made!.id }
  },
})

/** Nobody follows the proposal. @throws `supply.decided` */
export const drop = defineAction('supply.drop', {
  on: stockProposal,
  many: true,
  aside: true,
  input: ofProposal,
  result: ofProposal,
  fails: ['supply.decided'],
  offered: { state: 'proposed' },
  async run(work, input) {
    const row = await proposed(work, input.stockProposal)
    await work.as(because).change(stockProposal, row.id, { state: 'dropped' })
    return { stockProposal: row.id }
  },
})
