import type { RulesDef } from '#kernel/model'
import { commentRules } from './comment-rules.ts'
import { followUpRules } from './follow-up-rules.ts'
import { taskRules } from './task-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [followUpRules, taskRules, commentRules]
