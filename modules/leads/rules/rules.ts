import type { RulesDef } from '#kernel/model'
import { heatRules } from './heat-rules.ts'
import { leadStates } from './lead-states.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [heatRules, leadStates]
