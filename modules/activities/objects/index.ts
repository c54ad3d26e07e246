export { followUp } from './follow-up.ts'
export { task } from './task.ts'
export { whatHappened } from './what-happened.ts'
