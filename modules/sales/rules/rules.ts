import type { RulesDef } from '#kernel/model'
import { lineRules } from './line-rules.ts'
import { opportunityRules } from './opportunity-rules.ts'
import { pipelineStageRules } from './pipeline-stage-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [opportunityRules, lineRules, pipelineStageRules]
