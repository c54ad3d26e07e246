import { fail, type RowOf, type Work } from '#kernel'
import type { opportunity } from './objects/index.ts'
import { pipelineStage } from './objects/index.ts'
import { missingFor } from './rules/gate.ts'

type Deal = RowOf<typeof opportunity>
export type StageRow = RowOf<typeof pipelineStage>

/** Stages of the deal's pipeline in order; of the default pipeline while the deal has none. */
export const stagesOf = (work: Work, deal: Deal): Promise<StageRow[]> =>
  work.find(
    pipelineStage,
    deal.pipeline
      ? { pipeline: deal.pipeline }
      : { 'pipeline.isDefault': true, 'pipeline.department': { empty: true }, 'pipeline.productLine': { empty: true } },
    { sort: ['position'] },
  )

/**
 * The stage of the deal's pipeline with this key.
 *
 * @throws `sales.unknown-stage` with the keys there are.
 */
export function stageNamed(stages: readonly StageRow[], key: string): StageRow {
  return stages.find((stage) => stage.key === key) ?? fail('sales.unknown-stage', { stage: key, stages: stages.map((stage) => stage.key) })
}

/**
 * Passes when the deal has everything that the stage asks for.
 *
 * @throws `sales.gate-not-met` with `missing`, the names of all fields still empty.
 */
export function passGate(stage: StageRow, deal: Deal): void {
  const missing = missingFor(stage.needs, deal)
  if (missing.length > 0) fail('sales.gate-not-met', { stage: stage.key, missing })
}
