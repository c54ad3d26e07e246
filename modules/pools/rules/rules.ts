import type { RulesDef } from '#kernel/model'
import { accountPoolRules, leadPoolRules } from './pooled-rules.ts'
import { poolRuleRules } from './rule-days.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [accountPoolRules, leadPoolRules, poolRuleRules]
