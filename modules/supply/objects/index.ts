export { arrival } from './arrival.ts'
export { extensions } from './extensions.ts'
export { seasonLine, seasonPlan } from './season-plan.ts'
export { stockProposal } from './stock-proposal.ts'
