import type { RulesDef } from '#kernel/model'
import { siteRules } from './site-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [siteRules]
