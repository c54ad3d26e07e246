import { defineAction, fail } from '#kernel'
import { day, link, text } from '#kernel/model'
import { opportunity } from '../objects/index.ts'
import { stagesOf } from '../stage-rows.ts'

/**
 * Closes an open deal as lost, with the reason and, if somebody wants to try again, the day for it.
 *
 * @throws `sales.opportunity-closed` for a closed deal; `sales.no-such-stage` when the pipeline has no stage of kind lost.
 */
export const lose = defineAction('sales.lose', {
  on: opportunity,
  many: true,
  input: {
    opportunity: link(opportunity, { required: true }),
    reason: text({ required: true, max: 500 }),
    winBackOn: day(),
    closedOn: day(),
  },
  result: { opportunity: link(opportunity, { required: true }), stage: text({ required: true }), closedOn: day() },
  fails: ['sales.opportunity-closed', 'sales.no-such-stage'],
  offered: { outcome: 'open' },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'open') fail('sales.opportunity-closed', { opportunity: deal.id, stage: deal.stage })
    const lost = (await stagesOf(work, deal)).find((stage) => stage.kind === 'lost')
    if (!lost) fail('sales.no-such-stage', { kind: 'lost' })
    const stored = await work.change(opportunity, deal.id, {
      stage: lost.key as typeof deal.stage,
      lossReason: input.reason,
      winBackOn: input.winBackOn ?? null,
      closedOn: input.closedOn ?? work.today,
    })
    return { opportunity: stored.id, stage: stored.stage, closedOn: stored.closedOn }
  },
})
