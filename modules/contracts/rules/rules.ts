import type { RulesDef } from '#kernel/model'
import { contractRules } from './contract-rules.ts'
import { lineRules } from './line-rules.ts'
import { changeRules, planRules } from './plan-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [contractRules, planRules, changeRules, ...lineRules]
