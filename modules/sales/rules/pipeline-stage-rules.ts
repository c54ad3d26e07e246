import { defineRules, issue } from '#kernel/model'
import { pipelineStage } from '../objects/pipeline-stage.ts'

/** Deals store the key and remember the kind, so neither may change under them; names, order and probability may. */
export const pipelineStageRules = defineRules(pipelineStage, {
  derive: (row) => (row.kind === 'won' ? { probability: 100 } : row.kind === 'lost' ? { probability: 0 } : {}),
  check: (row, before) => [
    !!before && before.key !== row.key && issue('key', 'sales.stage-key-is-fixed'),
    !!before && before.kind !== row.kind && issue('kind', 'sales.stage-kind-is-fixed'),
    !!row.key && !/^[a-z][a-zA-Z0-9]*$/.test(row.key) && issue('key', 'sales.stage-key-form'),
  ],
})
