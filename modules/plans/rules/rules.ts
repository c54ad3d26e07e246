import { defineRules, issue, type RulesDef } from '#kernel/model'
import { activityPlan } from '../objects/activity-plan.ts'
import { activityStep } from '../objects/activity-step.ts'

/** Stages are for deals alone; deals do not begin plans by getting an owner. */
const planRules = defineRules(activityPlan, {
  reads: ['about', 'begins', 'stage'],
  derive: (row) => (row.begins !== 'stage' && row.stage ? { stage: null } : {}),
  check: (row) => [
    row.begins === 'stage' && row.about !== 'opportunity' && issue('begins', 'plans.stage-of-deals'),
    row.begins === 'stage' && row.about === 'opportunity' && !row.stage && issue('stage', 'plans.which-stage'),
  ],
})

const stepRules = defineRules(activityStep, {
  reads: ['who', 'person'],
  derive: (row) => (row.who !== 'person' && row.person ? { person: null } : {}),
  check: (row) => [row.who === 'person' && !row.person && issue('person', 'plans.which-person')],
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [planRules, stepRules]
