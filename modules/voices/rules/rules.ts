import type { RulesDef } from '#kernel/model'
import { feedbackRules, preferenceRules } from './voice-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [feedbackRules, preferenceRules]
