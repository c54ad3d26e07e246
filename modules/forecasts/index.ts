export { submit } from './actions/submit.ts'
export { forecastAdjustment, forecastSnapshot, forecastSubmission } from './objects/index.ts'
export { takeSnapshots } from './snapshots.ts'
