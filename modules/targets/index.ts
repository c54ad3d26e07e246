export { achieve, actualsOf, companyOf, targetsOf, workingDays } from './actions/achieve.ts'
export { salesTarget } from './objects/index.ts'
export { seesOf } from './sees.ts'
