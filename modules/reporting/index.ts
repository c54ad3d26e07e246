export { run } from './actions/run.ts'
export { type Kept, questionsOf } from './ask-report.ts'
export { limitCrossed, reportSent } from './notices.ts'
export { ownReport, reportWatch } from './objects/index.ts'
