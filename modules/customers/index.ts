export { blacklist, lift } from './actions/blacklist.ts'
export { applyGrades, gradeAll } from './actions/grades.ts'
export { account, affiliation, billingTitle, contact, contactWay, gradeRule, lead } from './objects/index.ts'
