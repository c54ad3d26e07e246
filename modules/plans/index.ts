export { beginForCustomer, beginForDeal, beginForLead } from './actions/begin.ts'
export { activityPlan, activityStep } from './objects/index.ts'
