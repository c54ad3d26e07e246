import { defineAction, fail, system } from '#kernel'
import { link, text } from '#kernel/model'
import { opportunity, pipelineStage, stageOverride } from '../objects/index.ts'
import { missingFor } from '../rules/gate.ts'

/** Who may let a deal pass. */
export const mayOverride: readonly string[] = ['administrator', 'manager']

/**
 * A manager lets a deal pass to a stage although it lacks what the stage asks for, or skips or goes back where nobody else may; it is noted and counted.
 *
 * @throws `sales.override-needs-manager`; `sales.opportunity-closed`; `sales.stage-closes` for a stage that wins or loses; `sales.already-at-stage`.
 */
export const overrideGate = defineAction('sales.override-gate', {
  on: opportunity,
  input: {
    opportunity: link(opportunity, { required: true }),
    stage: link(pipelineStage, { required: true }),
    reason: text({ required: true, max: 500 }),
  },
  result: {
    opportunity: link(opportunity, { required: true }),
    stage: text({ required: true }),
    override: link(stageOverride, { required: true }),
  },
  fails: ['sales.override-needs-manager', 'sales.opportunity-closed', 'sales.stage-closes', 'sales.already-at-stage'],
  offered: { outcome: 'open' },
  aside: true,
  async run(work, input) {
    if (!work.actor.roles.some((role) => mayOverride.includes(role))) fail('sales.override-needs-manager')
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'open') fail('sales.opportunity-closed', { opportunity: deal.id, stage: deal.stage })
    const to = await work.one(pipelineStage, input.stage)
    if (to.kind !== 'open') fail('sales.stage-closes', { stage: to.key })
    if (to.key === deal.stage) fail('sales.already-at-stage', { stage: to.name })
    const kernel = work.as({ ...system('a manager lets a deal pass'), memberId: work.actor.memberId })
    await kernel.change(opportunity, deal.id, { stage: to.key as typeof deal.stage, waivedAt: work.now.toISOString() })
    const [override] = await kernel.add(stageOverride, [
      {
        opportunity: deal.id,
        on: work.today,
        fromStage: deal.stage,
        stage: to.key as typeof deal.stage,
        missing: missingFor(to.needs, deal),
        reason: input.reason,
        by: work.actor.memberId as never,
        holder: deal.owner as never,
      },
    ])
    return { opportunity: deal.id, stage: to.key, override: override! }
  },
})
