export { fromQuote, takenLines } from './actions/from-quote.ts'
export { daysLater, makePlan, waive } from './actions/plan.ts'
export { sign, toSign } from './actions/sign.ts'
export { contract, contractChange, contractLine, planLine } from './objects/index.ts'
