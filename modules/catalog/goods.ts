import type { RowOf, Work } from '#kernel'
import { product, productCategory } from './objects/index.ts'

type Goods = Pick<RowOf<typeof product>, 'name' | 'unit' | 'taxRate' | 'taxCode'>

const most = 10_000
const portion = 500

/** What papers say of products; a product without a class of its own has that of the nearest category above it that has one. */
export async function goodsOf(kernel: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Goods>> {
  const all = [...new Set(ids)]
  const rows: RowOf<typeof product>[] = []
  for (let at = 0; at < all.length; at += portion)
    rows.push(...(await kernel.find(product, { id: { in: all.slice(at, at + portion) } }, { limit: portion })))
  const asks = rows.some(({ taxCode, category }) => !taxCode && category)
  const tree = new Map(asks ? (await kernel.find(productCategory, {}, { limit: most })).map((row) => [row.id as string, row]) : [])
  const classOf = (id: string | null, depth = 0): string | null => {
    const row = id && depth < 20 ? tree.get(id) : undefined
    return row ? (row.taxCode ?? classOf(row.parent, depth + 1)) : null
  }
  return new Map(
    rows.map(({ id, name, unit, taxRate, taxCode, category }) => [
      id as string,
      { name, unit, taxRate, taxCode: taxCode ?? classOf(category) },
    ]),
  )
}
