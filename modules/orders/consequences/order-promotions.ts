import { defineConsequence, type NewRow, system } from '#kernel'
import { type PromotionPart, promotionUse } from '#modules/catalog'
import { every } from '../counting.ts'
import { order, orderLine } from '../objects/index.ts'
import { isBinding } from '../rules/order-steps.ts'

/** An agreed order uses the promotions in its prices; a cancelled one gives them back. */
export const orderPromotions = defineConsequence(order, {
  reads: ['status'],
  async run(work, written) {
    const kernel = work.as(system('uses of a promotion'))
    const agreed = written.filter(({ row, before }) => isBinding(row.status) && !isBinding(before?.status ?? 'draft'))
    const cancelled = written.filter(({ row, before }) => row.status === 'cancelled' && before && before.status !== 'cancelled')
    if (agreed.length > 0) {
      const lines = await every(kernel, orderLine, { order: { in: agreed.map(({ row }) => row.id) }, promotion: { empty: false } })
      const fresh = agreed.flatMap(({ row }) => {
        const parts = lines
          .filter((line) => line.order === row.id)
          .flatMap((line) => (line.promotionParts ?? []) as readonly PromotionPart[])
        return [...Map.groupBy(parts, ({ promotion }) => promotion)].map(([promotion, some]) => {
          const amount = Math.round(some.reduce((sum, { given }) => sum + given, 0) * 100) / 100
          const given = { amount, currency: work.workspace.currency }
          return { promotion, order: row.id, account: row.account, document: row.number, usedOn: work.today, given, state: 'won' }
        })
      })
      if (fresh.length > 0) await kernel.add(promotionUse, fresh as unknown as NewRow<typeof promotionUse>[])
    }
    if (cancelled.length > 0) {
      const uses = await every(kernel, promotionUse, { order: { in: cancelled.map(({ row }) => row.id) } } as never)
      await kernel.changeMany(
        promotionUse,
        uses.map(({ id }) => ({ id, state: 'lost' as const })),
      )
    }
  },
})
