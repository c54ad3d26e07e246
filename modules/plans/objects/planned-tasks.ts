import { extendObject, link } from '#kernel/model'
import { task } from '#objects/activities'
import { activityPlan } from './activity-plan.ts'
import { activityStep } from './activity-step.ts'

/** Of which plan a task came, and of which of its steps. */
export const plannedTasks = extendObject(task, {
  fields: {
    plan: link(activityPlan, { readOnly: true, reverse: 'tasks', onRemove: 'clear' }),
    planStep: link(activityStep, { readOnly: true, onRemove: 'clear' }),
  },
  columns: ['plan'],
  sections: [{ section: 'plans', rows: [['plan', 'planStep']] }],
})
