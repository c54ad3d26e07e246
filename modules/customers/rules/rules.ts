import type { RulesDef } from '#kernel/model'
import { accountPlanRules } from './account-plan-rules.ts'
import { accountRules } from './account-rules.ts'
import { accountStages } from './account-stages.ts'
import { billingTitleRules } from './billing-title-rules.ts'
import { contactRules } from './contact-rules.ts'
import { leadRules } from './lead-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [accountPlanRules, accountRules, accountStages, billingTitleRules, contactRules, leadRules]
