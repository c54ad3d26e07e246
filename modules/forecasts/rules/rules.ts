import type { RulesDef } from '#kernel/model'
import { categoryRules } from './category-rules.ts'
import { adjustmentRules } from './record-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [categoryRules, adjustmentRules]
