import { defineRules, issue } from '#kernel/model'
import { accountPlan } from '../objects/account-plan.ts'

export const accountPlanRules = defineRules(accountPlan, {
  reads: ['beginsOn', 'endsOn'],
  check: (row) => [!!row.beginsOn && !!row.endsOn && row.endsOn < row.beginsOn && issue('endsOn', 'customers.ends-before-begin')],
})
