export { activityPlan } from './activity-plan.ts'
export { activityStep } from './activity-step.ts'
export { plannedTasks } from './planned-tasks.ts'
