export { campaign, campaignStep } from './campaign.ts'
export { campaignMember } from './campaign-member.ts'
export { campaignedLead, campaignForm } from './campaigned.ts'
