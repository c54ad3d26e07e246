import type { RulesDef } from '#kernel/model'
import { bodyRules, watchRules } from './report-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [bodyRules, watchRules]
