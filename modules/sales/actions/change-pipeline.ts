import { defineAction, fail, type RowOf, type Work } from '#kernel'
import { link, text } from '#kernel/model'
import { opportunity, pipeline, pipelineStage, stageMapping } from '../objects/index.ts'
import { passGate, type StageRow } from '../stage-rows.ts'

/**
 * A deal goes on in another pipeline: at the stage that is named, else at the one that the table of stages says, else at the open one that stands as far along. Its history keeps
 * both, and the days that it spent at the stages it leaves.
 *
 * @throws `sales.opportunity-closed`; `sales.same-pipeline`; `sales.stage-of-other-pipeline`; `sales.stage-closes`; `sales.no-open-stage` for a pipeline without; `sales.gate-not-met`.
 */
export const changePipeline = defineAction('sales.change-pipeline', {
  on: opportunity,
  many: true,
  input: {
    opportunity: link(opportunity, { required: true }),
    pipeline: link(pipeline, { required: true }),
    stage: link(pipelineStage),
    reason: text({ max: 500 }),
  },
  result: {
    opportunity: link(opportunity, { required: true }),
    pipeline: link(pipeline, { required: true }),
    stage: text({ required: true }),
  },
  fails: [
    'sales.opportunity-closed',
    'sales.same-pipeline',
    'sales.stage-of-other-pipeline',
    'sales.stage-closes',
    'sales.no-open-stage',
    'sales.gate-not-met',
  ],
  offered: { outcome: 'open' },
  aside: true,
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'open') fail('sales.opportunity-closed', { opportunity: deal.id, stage: deal.stage })
    const here = await stageOf(work, deal)
    if (here?.pipeline === input.pipeline) fail('sales.same-pipeline')
    const named = input.stage ? await work.one(pipelineStage, input.stage) : null
    if (named && named.pipeline !== input.pipeline) fail('sales.stage-of-other-pipeline', { stage: named.name })
    const to = named ?? (await mapped(work, here, input.pipeline)) ?? (await asFar(work, here, input.pipeline))
    if (to.kind !== 'open') fail('sales.stage-closes', { stage: to.key })
    passGate(to, deal)
    const stored = await work.change(opportunity, deal.id, {
      stage: to.key as typeof deal.stage,
      pipeline: input.pipeline,
      ...(input.reason ? { moveReason: input.reason } : {}),
    })
    return { opportunity: stored.id, pipeline: input.pipeline, stage: stored.stage }
  },
})

async function stageOf(work: Work, deal: RowOf<typeof opportunity>): Promise<StageRow | undefined> {
  return (await work.find(pipelineStage, { key: deal.stage }, { limit: 1 }))[0]
}

async function mapped(work: Work, from: StageRow | undefined, to: string): Promise<StageRow | null> {
  const [row] = from ? await work.find(stageMapping, { from: from.id, toPipeline: to }, { limit: 1 }) : []
  return row ? work.one(pipelineStage, row.to) : null
}

/** The open stage that stands as far along by its probability, else the first. */
async function asFar(work: Work, from: StageRow | undefined, to: string): Promise<StageRow> {
  const open = await work.find(pipelineStage, { pipeline: to, kind: 'open' }, { limit: 1_000, sort: ['position'] })
  return open.findLast(({ probability }) => probability <= (from?.probability ?? 0)) ?? open[0] ?? fail('sales.no-open-stage')
}
