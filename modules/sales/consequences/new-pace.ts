import { defineConsequence, system } from '#kernel'
import { opportunity, pipelineStage } from '../objects/index.ts'
import { paceOf } from '../rules/pace.ts'

const most = 10_000

/** Where a stage gets another limit, the deals that stand there get it, too. */
export const newPace = defineConsequence(pipelineStage, {
  reads: ['limitDays', 'usualDays', 'restDays'],
  async run(work, written) {
    const kernel = work.as(system('another limit of a stage'))
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: work.workspace.timeZone })
    for (const { row: stage, before } of written) {
      if (!before || stage.kind !== 'open') continue
      const deals = await kernel.find(opportunity, { stage: stage.key, outcome: 'open' }, { limit: most })
      const changes = deals.flatMap((deal) => {
        const since = format.format(new Date(deal.stageSince ?? deal.createdAt))
        const pace = paceOf(stage, { since, spentBefore: deal.spentBefore ?? 0 })
        return pace.stuckFrom === deal.stuckFrom && pace.likelyOn === deal.likelyOn ? [] : [{ id: deal.id, ...pace }]
      })
      if (changes.length > 0) await kernel.changeMany(opportunity, changes)
    }
  },
})
