import { grant } from '#kernel'
import { introduction, policy, policyReading, tip, tipReply, tipVote } from './objects/index.ts'

const roles = ['manager', 'rep', 'finance', 'readonly'] as const
const noPromotion = { 'playbook.recommend': false }

/** Managers publish policies; everybody reads those that are for him. The board of tips is everybody's to read and to write. */
export const grants = [
  grant('manager', policy, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
  ...['rep', 'finance', 'readonly'].map((role) => grant(role, policy, { read: 'own' })),
  ...roles.map((role) => grant(role, policyReading, { read: 'own' })),
  grant('manager', tip, { read: 'all', create: true, update: 'below', remove: 'below', export: true, import: true }),
  ...['rep', 'finance'].map((role) =>
    grant(role, tip, { read: 'all', create: true, update: 'own', remove: 'own', export: true, actions: noPromotion }),
  ),
  grant('readonly', tip, { read: 'all', actions: { ...noPromotion, 'playbook.helped': false } }),
  grant('manager', tipReply, { read: 'all', create: true, update: 'own', remove: 'below' }),
  ...['rep', 'finance'].map((role) => grant(role, tipReply, { read: 'all', create: true, update: 'own', remove: 'own' })),
  grant('readonly', tipReply, { read: 'all' }),
  ...roles.map((role) => grant(role, tipVote, { read: 'all' })),
  ...roles.map((role) => grant(role, introduction, { read: 'own' })),
]
