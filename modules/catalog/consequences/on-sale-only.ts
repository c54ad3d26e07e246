import { type AnyObject, type ConsequenceDef, defineConsequence, fail, type RowOf, system, type Work } from '#kernel'
import { product } from '../objects/index.ts'

const portion = 200
type Position = Readonly<{ product: string | null }>

/**
 * What is off sale comes onto no new position; what stood there before stays. `kept` says which new positions only go on with an older document: asked once there is
 * something off sale among them.
 *
 * @throws `catalog.off-sale` naming the products
 */
export const onSaleOnly = <O extends AnyObject>(
  object: O,
  kept: (kernel: Work, rows: readonly RowOf<O>[]) => Promise<readonly RowOf<O>[]> = async () => [],
): ConsequenceDef =>
  defineConsequence(object, {
    reads: ['product' as never],
    async run(work, written) {
      const of = (row: unknown) => (row as Position).product
      const fresh = written.filter(({ row, before }) => of(row) && (!before || of(row) !== of(before))).map(({ row }) => row)
      const kernel = work.as(system('what may be sold'))
      const off = await offSale(
        kernel,
        fresh.map((row) => of(row)!),
      )
      if (off.size === 0) return
      const due = fresh.filter((row) => off.has(of(row)!))
      const stays = new Set(await kept(kernel, due))
      const refused = new Set(due.filter((row) => !stays.has(row)).map((row) => off.get(of(row)!)!))
      if (refused.size > 0) fail('catalog.off-sale', { products: [...refused].join(', ') })
    },
  }) as ConsequenceDef

/** Names of those of the products that are off sale, by id. */
async function offSale(kernel: Work, products: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(products)].toSorted()
  const names = new Map<string, string>()
  for (let from = 0; from < ids.length; from += portion)
    for (const { id, name } of await kernel.find(
      product,
      { id: { in: ids.slice(from, from + portion) }, status: 'offSale' },
      { limit: portion },
    ))
      names.set(id, name)
  return names
}
