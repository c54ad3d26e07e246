export { addContact, addLead, takeAnswer } from './actions/members.ts'
export { campaign, campaignMember } from './objects/index.ts'
export { rounds } from './rounds.ts'
