import { defineGuard, fail } from '#kernel'
import { amountOf, promotion, promotionUse } from '../objects/index.ts'
import { usesOf } from '../promotions.ts'

const portion = 200

/** Uses of a promotion never exceed how many there may be, nor what may be given all together, however many are made at once. */
export const promotionUseGuard = defineGuard(promotionUse, async (work, written) => {
  const taking = written.flatMap(({ row, was }) =>
    row && row.state !== 'lost' && (!was || was.state === 'lost' || amountOf(row.given) !== was.given) ? [row.promotion as string] : [],
  )
  const ids = [...new Set(taking)].toSorted()
  for (let from = 0; from < ids.length; from += portion) {
    const part = ids.slice(from, from + portion)
    await work.hold(part.map((id) => `uses of ${id}`))
    const rows = await work.find(promotion, { id: { in: part } }, { limit: portion })
    const used = await usesOf(work, rows)
    for (const row of rows) {
      const { count, given } = used.get(row.id)!
      if (row.mostUses !== null && count > row.mostUses) fail('catalog.promotion-used-up', { name: row.name, most: row.mostUses })
      if (row.budget && given > amountOf(row.budget)!)
        fail('catalog.promotion-over-budget', { name: row.name, given, budget: amountOf(row.budget) })
    }
  }
})
