export { assign } from './actions/assign.ts'
export { disqualify, takeUp } from './actions/states.ts'
export { answerRule, assignRule, scoreFactor } from './objects/index.ts'
export { rounds } from './rounds.ts'
