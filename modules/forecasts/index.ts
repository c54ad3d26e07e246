export { forecastAdjustment, forecastSnapshot, forecastSubmission } from './objects/index.ts'
export { takeSnapshots } from './snapshots.ts'
