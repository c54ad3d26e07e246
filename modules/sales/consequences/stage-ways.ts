import { defineConsequence, fail, system } from '#kernel'
import { mayOverride } from '../actions/override-gate.ts'
import { mayReopenWon } from '../actions/reopen.ts'
import { opportunity, pipeline, pipelineStage } from '../objects/index.ts'

/** A deal skips stages and goes back as its pipeline allows: freely, with a reason that comes with the move, or by a manager alone; a won one is opened again by a manager. Deals that move by themselves ask nobody. */
export const stageWays = defineConsequence(opportunity, {
  reads: ['stage', 'outcome', 'movedBecause'],
  async run(work, written) {
    if (work.actor.kind === 'system') return
    const opened = written.find(({ row, before }) => before?.outcome === 'won' && row.outcome !== 'won')?.row
    if (opened && !mayReopenWon(work.actor)) fail('sales.reopen-won-needs-manager', { opportunity: opened.id, name: opened.name })
    const moved = written.filter(
      ({ row, before }) => before && row.stage !== before.stage && before.outcome === 'open' && row.outcome === 'open',
    )
    if (moved.length === 0) return
    // The process keeps what the system reads of them.
    const kernel = work.as(system('ways between stages'))
    const pipelines = await kernel.settings(pipeline)
    if (!pipelines.some(({ skipping, goingBack }) => skipping !== 'free' || goingBack !== 'free')) return
    const stages = await kernel.settings(pipelineStage)
    const byKey = new Map(stages.map((stage) => [stage.key, stage]))
    for (const { row, before } of moved) {
      const [from, to] = [byKey.get(String(before!.stage)), byKey.get(row.stage)]
      const its = from && to && from.pipeline === to.pipeline ? pipelines.find(({ id }) => id === to.pipeline) : undefined
      if (!its) continue
      const isBack = to!.position < from!.position
      const isSkip = stages.some(
        ({ pipeline: of, kind, position }) => of === its.id && kind === 'open' && position > from!.position && position < to!.position,
      )
      const way = isBack ? its.goingBack : isSkip ? its.skipping : 'free'
      const details = { from: from!.name, stage: to!.name }
      if (way === 'manager' && !work.actor.roles.some((role) => mayOverride.includes(role)))
        fail(isBack ? 'sales.back-needs-manager' : 'sales.skip-needs-manager', details)
      if (way === 'reason' && !row.movedBecause)
        fail(isBack ? 'sales.back-needs-reason' : 'sales.skip-needs-reason', { ...details, missing: ['moveReason'] })
    }
  },
})
