export { arrive, callOff, expectFromContract } from './actions/arrivals.ts'
export { accept, drawUp, drop, propose } from './actions/season.ts'
export { arrival, seasonLine, seasonPlan, stockProposal } from './objects/index.ts'
