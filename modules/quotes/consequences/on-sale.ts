import { defineConsequence, system } from '#kernel'
import { onSaleOnly } from '#modules/catalog'
import { product } from '#objects/catalog'
import { quoteLine } from '../objects/index.ts'
import { reckon } from './reckon.ts'

const most = 10_000

/** A new version takes over what the one before offers; that it is off sale then asks for approval. */
export const quotedOnSale = onSaleOnly(quoteLine, async (_kernel, rows) => rows.filter(({ was }) => was))

/** A product that goes off sale, or is sold with approval only from now on, says so on the quotes that nobody has decided. */
export const productStatus = defineConsequence(product, {
  reads: ['status'],
  async run(work, written) {
    const moved = written.filter(({ row, before }) => before && row.status !== before.status).map(({ row }) => row.id as string)
    if (moved.length === 0) return
    const kernel = work.as(system('the status of a product'))
    const lines = await kernel.find(quoteLine, { product: { in: moved }, 'quote.status': { in: ['draft', 'inApproval'] } }, { limit: most })
    const quotes = [...new Set(lines.map((line) => line.quote as string))]
    if (quotes.length > 0) await reckon(kernel, quotes, [])
  },
})
