import { grant } from '#kernel'
import { ofMarketing } from './marketing.ts'
import { campaign, campaignLetter, campaignMember, mailRefusal } from './objects/index.ts'

/** Managers plan campaigns, everybody reads them and puts in whom he reads; who is in one is read with the person. */
export const grants = [
  ...ofMarketing,
  grant('manager', campaign, { read: 'all', create: true, update: 'below', remove: 'below', share: true, export: true, import: true }),
  ...['rep', 'readonly'].map((role) => grant(role, campaign, { read: 'all' })),
  grant('manager', campaignMember, { read: 'below', remove: 'below', export: true }),
  grant('rep', campaignMember, { read: 'own' }),
  grant('readonly', campaignMember, { read: 'all', actions: { 'campaigns.take-answer': false } }),
  grant('manager', campaignLetter, { read: 'below', remove: 'below', export: true }),
  grant('rep', campaignLetter, { read: 'own' }),
  grant('readonly', campaignLetter, { read: 'all', actions: { 'campaigns.send-again': false } }),
  grant('readonly', mailRefusal, { read: 'all' }),
  // Addresses of people whom one does not read are nobody's but the managers'.
  grant('manager', mailRefusal, { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true }),
]
