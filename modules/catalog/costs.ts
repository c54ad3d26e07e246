import type { RowOf, Work } from '#kernel'
import { productCost } from './objects/index.ts'

export type Cost = RowOf<typeof productCost>

/** What products cost on a day: by product, the last entry of its history until then. Nothing for products without history. */
export async function costsOn(work: Work, products: readonly string[], day: string): Promise<ReadonlyMap<string, Cost>> {
  if (products.length === 0) return new Map()
  const rows = await work.find(productCost, { product: { in: products }, validFrom: { lte: day } }, { limit: 10_000, sort: ['validFrom'] })
  return new Map(rows.map((row) => [row.product, row]))
}
