import { defineRules, issue } from '#kernel/model'
import { assignRule } from '../objects/assign-rule.ts'

export const assignRules = defineRules(assignRule, {
  reads: ['way', 'skillField'],
  check: (row) => [row.way === 'skill' && !row.skillField && issue('skillField', 'leads.skill-needs-field')],
})
