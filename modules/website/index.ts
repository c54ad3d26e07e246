export { inviteContact, inviteLead } from './actions/invite.ts'
export { webInvite, webSite, webVisit } from './objects/index.ts'
export { rounds } from './rounds.ts'
