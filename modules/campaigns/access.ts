import { grant } from '#kernel'
import { campaign, campaignMember } from './objects/index.ts'

/** Managers plan campaigns, everybody reads them and puts in whom he reads; who is in one is read with the person. */
export const grants = [
  grant('manager', campaign, { read: 'all', create: true, update: 'below', remove: 'below', share: true, export: true, import: true }),
  ...['rep', 'readonly'].map((role) => grant(role, campaign, { read: 'all' })),
  grant('manager', campaignMember, { read: 'below', remove: 'below', export: true }),
  grant('rep', campaignMember, { read: 'own' }),
  grant('readonly', campaignMember, { read: 'all' }),
]
