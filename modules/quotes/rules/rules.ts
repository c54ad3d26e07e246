import type { RulesDef } from '#kernel/model'
import { quoteLineRules, quoteRules } from './quote-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [quoteRules, quoteLineRules]
