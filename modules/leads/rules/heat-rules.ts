import { defineRules, issue } from '#kernel/model'
import { heatRule } from '../objects/heat-rule.ts'

export const heatRules = defineRules(heatRule, {
  reads: ['hotFrom', 'warmFrom'],
  check: (row) => [(row.hotFrom ?? 0) <= (row.warmFrom ?? 0) && issue('hotFrom', 'leads.hot-above-warm')],
})
