import { type Actor, defineAction, fail, system } from '#kernel'
import { link, text } from '#kernel/model'
import { opportunity } from '../objects/index.ts'
import { stageNamed, stagesOf } from '../stage-rows.ts'

/** Who may take back that a deal was won. */
export const mayReopenWon = ({ roles }: Actor): boolean => roles.includes('administrator') || roles.includes('manager')

/**
 * Opens a closed deal again, by default at the stage where it was closed. The earlier loss stays in its history.
 *
 * @throws `sales.opportunity-open` for a deal that is open; `sales.reopen-won-needs-manager` for a won one without that right;
 * `sales.unknown-stage`, `sales.stage-closes` for a stage that cannot be opened.
 */
export const reopen = defineAction('sales.reopen', {
  on: opportunity,
  input: { opportunity: link(opportunity, { required: true }), stage: text({ max: 40 }) },
  result: { opportunity: link(opportunity, { required: true }), stage: text({ required: true }) },
  fails: ['sales.opportunity-open', 'sales.reopen-won-needs-manager', 'sales.unknown-stage', 'sales.stage-closes'],
  offered: { outcome: { in: ['won', 'lost', 'void'] } },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome === 'open') fail('sales.opportunity-open', { opportunity: deal.id, stage: deal.stage })
    if (deal.outcome === 'won' && !mayReopenWon(work.actor))
      fail('sales.reopen-won-needs-manager', { opportunity: deal.id, name: deal.name })
    const stages = await stagesOf(work, deal)
    const first = stages.find((stage) => stage.kind === 'open')
    const stage = stageNamed(stages, input.stage ?? (deal.outcome === 'void' ? deal.stage : deal.lastOpenStage) ?? first?.key ?? '')
    if (stage.kind !== 'open') fail('sales.stage-closes', { stage: stage.key })
    if (deal.outcome === 'void') {
      // Whoever may not change it may not reopen it.
      await work.change(opportunity, deal.id, {})
      await work.as(system('reopened')).change(opportunity, deal.id, { voidReason: null })
    }
    const stored = await work.change(opportunity, deal.id, { stage: stage.key as typeof deal.stage })
    return { opportunity: stored.id, stage: stored.stage }
  },
})
