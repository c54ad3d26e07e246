import { defineConsequence, system } from '#kernel'
import { opportunity } from '#objects/sales'
import { quote, steps } from '../objects/index.ts'

/** With a deal that is lost, the quotes that are open are withdrawn. */
export const withdrawOfLost = defineConsequence(opportunity, {
  reads: ['outcome'],
  async run(work, written) {
    const lost = new Map(
      written.filter(({ row, before }) => before && row.outcome === 'lost').map(({ row }) => [row.id as string, row.lossReason]),
    )
    if (lost.size === 0) return
    const kernel = work.as(system('the deal is lost'))
    const open = await kernel.find(
      quote,
      { opportunity: { in: [...lost.keys()] }, status: { in: [...steps.lose.from] } },
      { limit: 10_000 },
    )
    if (open.length > 0)
      await kernel.changeMany(
        quote,
        open.map(({ id, opportunity: deal }) => ({
          id,
          status: steps.lose.to,
          reason: lost.get(String(deal)) ?? null,
          decidedOn: work.today,
        })),
      )
  },
})
