export { confirm, publish, remind, withdraw } from './actions/policies.ts'
export { helped, recommend, tellStory } from './actions/tips.ts'
export { policy, policyAddressee, policyFile, policyReading, tip, tipPin, tipReply, tipVote } from './objects/index.ts'
export { rounds } from './rounds.ts'
