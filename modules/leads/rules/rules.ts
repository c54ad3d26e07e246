import type { RulesDef } from '#kernel/model'
import { leadStates } from './lead-states.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [leadStates]
