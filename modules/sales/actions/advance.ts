import { defineAction, fail } from '#kernel'
import { link, longText, text } from '#kernel/model'
import { opportunity } from '../objects/index.ts'
import { passGate, stageNamed, stagesOf } from '../stage-rows.ts'

/**
 * Moves an open deal to another open stage, by default to the next one.
 *
 * @throws `sales.gate-not-met` with everything that the stage asks for and the deal lacks; `sales.opportunity-closed` for a closed deal;
 * `sales.stage-closes` for a stage that wins or loses; `sales.unknown-stage`; `sales.no-next-stage` at the end of the path.
 */
export const advance = defineAction('sales.advance', {
  on: opportunity,
  many: true,
  input: { opportunity: link(opportunity, { required: true }), stage: text({ max: 40 }), remark: longText({ max: 2000 }) },
  result: { opportunity: link(opportunity, { required: true }), stage: text({ required: true }) },
  fails: [
    'sales.gate-not-met',
    'sales.opportunity-closed',
    'sales.stage-closes',
    'sales.unknown-stage',
    'sales.no-next-stage',
    'sales.skip-needs-reason',
    'sales.skip-needs-manager',
    'sales.back-needs-reason',
    'sales.back-needs-manager',
  ],
  offered: { outcome: 'open' },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'open') fail('sales.opportunity-closed', { opportunity: deal.id, stage: deal.stage })
    const stages = await stagesOf(work, deal)
    const here = stages.find((stage) => stage.key === deal.stage)?.position ?? -1
    const next = input.stage ? stageNamed(stages, input.stage) : stages.find((stage) => stage.kind === 'open' && stage.position > here)
    if (!next) fail('sales.no-next-stage', { stage: deal.stage })
    if (next.kind !== 'open') fail('sales.stage-closes', { stage: next.key })
    passGate(next, deal)
    const changes = {
      stage: next.key as typeof deal.stage,
      ...(input.remark ? { stageRemark: input.remark, moveReason: input.remark.slice(0, 500) } : {}),
    }
    const stored = await work.change(opportunity, deal.id, changes)
    return { opportunity: stored.id, stage: stored.stage }
  },
})
