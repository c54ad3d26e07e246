import { defineConsequence, system } from '#kernel'
import { product } from '#objects/catalog'
import { sellOut } from '../objects/index.ts'

const portion = 500

/** Headings and search name a sale by product and day, as it has no name of its own. */
export const sellOutIsNamed = defineConsequence(sellOut, {
  reads: ['product', 'soldOn'],
  async run(work, written) {
    const kernel = work.as(system('sales of stores are named'))
    const moved = written.filter(({ row, before }) => row.product !== before?.product || row.soldOn !== before?.soldOn)
    for (let i = 0; i < moved.length; i += portion) {
      const part = moved.slice(i, i + portion).map(({ row }) => row)
      const goods = await kernel.find(product, { id: { in: part.map((row) => row.product) } }, { limit: portion })
      const nameOf = new Map(goods.map((one) => [one.id as string, one.name]))
      await kernel.changeMany(
        sellOut,
        part.map((row) => ({ id: row.id, title: `${nameOf.get(row.product) ?? ''} ${row.soldOn}`.trim() })),
      )
    }
  },
})
