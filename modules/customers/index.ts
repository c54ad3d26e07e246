export { blacklist, lift } from './actions/blacklist.ts'
export { applyGrades, gradeAll } from './actions/grades.ts'
export { transfer, transferMany } from './actions/transfer.ts'
export { account, accountPlan, affiliation, billingTitle, contact, contactWay, gradeRule, lead } from './objects/index.ts'
