import type { RulesDef } from '#kernel/model'
import { assignRules } from './assign-rules.ts'
import { heatRules } from './heat-rules.ts'
import { leadStates } from './lead-states.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [assignRules, heatRules, leadStates]
