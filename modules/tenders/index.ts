export { cancelTender, handIn, loseTender, reopenTender, winTender } from './actions/steps.ts'
export { tender, tenderBid, tenderFile } from './objects/index.ts'
export { tenderDays } from './rounds.ts'
