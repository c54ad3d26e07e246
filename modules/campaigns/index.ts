export { addContact, addLead, takeAnswer } from './actions/members.ts'
export { campaign, campaignLetter, campaignMember } from './objects/index.ts'
export { letters } from './post.ts'
export { rounds } from './rounds.ts'
