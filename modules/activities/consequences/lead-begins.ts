import { defineConsequence, system } from '#kernel'
import { lead } from '#objects/customers'
import { followUp } from '../objects/index.ts'

/** The first follow-up sets a new lead to work. */
export const leadBegins = defineConsequence(followUp, {
  reads: [],
  async run(work, written) {
    const ids = [...new Set(written.flatMap(({ row }) => row.lead ?? []))]
    if (ids.length === 0) return
    const kernel = work.as(system('first follow-up of a lead'))
    const fresh = await kernel.find(lead, { id: { in: ids }, status: 'new' }, { limit: ids.length })
    if (fresh.length > 0)
      await kernel.changeMany(
        lead,
        fresh.map(({ id }) => ({ id, status: 'working' as const })),
      )
  },
})
