import { defineRound } from '#kernel'
import { showCosts } from './consequences/costs.ts'
import { product, productCost } from './objects/index.ts'

const portion = 1_000

/** Products that begin or end to be pushed or held back today, or do not say yet that they are not simply on sale. The rule of the product says which. */
const promotions = defineRound('catalog.promotions', {
  async run(work) {
    const { today } = work
    const begins = {
      promotion: { empty: false },
      standing: { empty: true },
      and: [
        { or: [{ promotionFrom: { empty: true } }, { promotionFrom: { lte: today } }] },
        { or: [{ promotionUntil: { empty: true } }, { promotionUntil: { gte: today } }] },
      ],
    }
    const unsaid = (['approvalOnly', 'offSale'] as const).map((status) => ({
      status,
      or: [{ standing: { empty: true } }, { standing: { ne: status } }],
    }))
    const due = await work.find(
      product,
      { or: [begins, { standing: { in: ['push', 'hold'] }, promotionUntil: { lt: today } }, ...unsaid] },
      { limit: portion },
    )
    if (due.length === 0) return
    await work.changeMany(
      product,
      due.map(({ id, promotion, standing }) => ({ id, standing: standing ? null : promotion })),
    )
  },
})

/** Costs that were announced for today. */
const announced = defineRound('catalog.costs-of-today', {
  async run(work) {
    const due = await work.find(productCost, { validFrom: work.today }, { limit: 10_000 })
    if (due.length > 0) await showCosts(work, [...new Set(due.map((row) => row.product as string))])
  },
})

export const rounds = [promotions, announced]
