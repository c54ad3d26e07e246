import { defineAction, fail } from '#kernel'
import { day, link, longText, text } from '#kernel/model'
import { opportunity } from '../objects/index.ts'
import { passGate, stagesOf } from '../stage-rows.ts'

/**
 * Closes an open deal as won, today or on the day given.
 *
 * @throws `sales.gate-not-met` with what the won stage asks for (a customer and an amount, unless the workspace says otherwise);
 * `sales.opportunity-closed` for a closed deal; `sales.no-such-stage` when the pipeline has no stage of kind won.
 */
export const win = defineAction('sales.win', {
  on: opportunity,
  input: { opportunity: link(opportunity, { required: true }), closedOn: day(), remark: longText({ max: 2000 }) },
  result: { opportunity: link(opportunity, { required: true }), stage: text({ required: true }), closedOn: day() },
  fails: ['sales.gate-not-met', 'sales.opportunity-closed', 'sales.no-such-stage'],
  offered: { outcome: 'open' },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'open') fail('sales.opportunity-closed', { opportunity: deal.id, stage: deal.stage })
    const won = (await stagesOf(work, deal)).find((stage) => stage.kind === 'won')
    if (!won) fail('sales.no-such-stage', { kind: 'won' })
    passGate(won, deal)
    const stored = await work.change(opportunity, deal.id, {
      stage: won.key as typeof deal.stage,
      closedOn: input.closedOn ?? work.today,
      ...(input.remark ? { stageRemark: input.remark } : {}),
    })
    return { opportunity: stored.id, stage: stored.stage, closedOn: stored.closedOn }
  },
})
