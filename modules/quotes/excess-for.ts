import type { Work } from '#kernel'
import { product } from '#objects/catalog'
import { type Excess, excessOf, type Limits } from './limits.ts'
import { linesOf, type Quote } from './quote-rows.ts'
import { figuresOf } from './rules/figures.ts'

/** Where a quote goes beyond somebody's limits; what products ask approval for is for whoever may approve at all. */
export async function excessFor(kernel: Work, row: Quote, limits: Limits): Promise<readonly Excess[]> {
  const lines = await linesOf(kernel, [row.id])
  const products = lines.flatMap((line) => (line.product as string | null) ?? [])
  const goods = products.length > 0 ? await kernel.find(product, { id: { in: products } }, { limit: 10_000 }) : []
  const groups = new Map(goods.map((one) => [one.id as string, one.category as string | null]))
  const known = lines.map((line) => ({ ...line, category: groups.get(String(line.product)) ?? null }))
  return excessOf(known, figuresOf(lines, row), { limits }).whole
}
