import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { beginForCustomer, beginForDeal, beginForLead } from './actions/begin.ts'
import { checkPlan, customerSteps, dealSteps, leadSteps } from './consequences/follow.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { activityPlan, activityStep, plannedTasks } from './objects/index.ts'
import { reports } from './reports.ts'
import { rules } from './rules/rules.ts'

export const plans = defineModule({
  name: 'plans',
  objects: [activityPlan, activityStep],
  extensions: [plannedTasks],
  rules,
  actions: [beginForDeal, beginForLead, beginForCustomer],
  consequences: [dealSteps, leadSteps, customerSteps, checkPlan],
  reports,
  grants,
  faults: {
    'plans.stage-of-deals': 422,
    'plans.which-stage': 422,
    'plans.which-person': 422,
    'plans.not-for-this': 422,
    'plans.under-way': 409,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
