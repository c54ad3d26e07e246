export { complete } from './actions/complete.ts'
export { postpone } from './actions/postpone.ts'
export { followUp, task } from './objects/index.ts'
