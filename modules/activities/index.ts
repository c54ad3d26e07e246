export { complete } from './actions/complete.ts'
export { postpone } from './actions/postpone.ts'
export { notices, taskAssigned, taskDone, taskDue, taskOverdue } from './notices.ts'
export { followUp, task } from './objects/index.ts'
