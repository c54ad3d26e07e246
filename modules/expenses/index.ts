export { approve, pay, submit } from './actions/steps.ts'
export { expense, expenseFile, expenseKind } from './objects/index.ts'
