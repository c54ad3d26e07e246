import { defineConsequence, type Money, type RowOf, system, type Work } from '#kernel'
import { costsOn } from '../costs.ts'
import { product, productCost } from '../objects/index.ts'

export const isSameMoney = (a: unknown, b: unknown): boolean => {
  const [one, other] = [a, b] as (Money | null | undefined)[]
  return (one?.amount ?? null) === (other?.amount ?? null) && (one?.currency ?? null) === (other?.currency ?? null)
}

/** A cost that somebody types at the product stands in its history from today on. */
const keepCost = defineConsequence(product, {
  reads: ['cost'],
  async run(work, written) {
    const typed = written.filter(({ row, before }) => row.cost && !isSameMoney(row.cost, before?.cost))
    if (typed.length === 0) return
    const kernel = work.as(system('costs have a history'))
    const known = await costsOn(
      kernel,
      typed.map(({ row }) => row.id),
      work.today,
    )
    const fresh = typed.filter(({ row }) => !isSameMoney(known.get(row.id)?.cost, row.cost))
    const ofToday = fresh.filter(({ row }) => known.get(row.id)?.validFrom === work.today)
    const other = fresh.filter((one) => !ofToday.includes(one))
    if (ofToday.length > 0)
      await kernel.changeMany(
        productCost,
        ofToday.map(({ row }) => ({ id: known.get(row.id)!.id, cost: row.cost! })),
      )
    if (other.length > 0)
      await kernel.add(
        productCost,
        other.map(({ row }) => ({ product: row.id, validFrom: work.today, cost: row.cost!, source: 'byHand' as const })),
      )
  },
})

/** The product shows what it costs today. */
const showCost = defineConsequence(productCost, {
  reads: ['cost', 'validFrom', 'product'],
  async run(work, written) {
    await showCosts(work, [...new Set(written.flatMap(({ row, before }) => [row.product, ...(before ? [before.product] : [])]))])
  },
})

/** Puts the cost of today onto products. */
export async function showCosts(work: Work, ids: readonly string[]): Promise<void> {
  const kernel = work.as(system('the product shows the cost of today'))
  const [costs, rows] = [await costsOn(kernel, ids, work.today), await kernel.find(product, { id: { in: ids } }, { limit: 10_000 })]
  const due = rows.flatMap(({ id, cost }) => {
    const today = costs.get(id)?.cost as RowOf<typeof product>['cost'] | undefined
    return today && !isSameMoney(today, cost) ? [{ id, cost: today }] : []
  })
  if (due.length > 0) await kernel.changeMany(product, due)
}

export const consequences = [keepCost, showCost]
