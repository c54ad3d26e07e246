import { grant } from '#kernel'
import { comment, followUp, task } from './objects/index.ts'

/** Follow-ups and tasks belong to people, and are read by whoever reads what they are about. Finance reads no follow-ups. */
export const grants = [followUp, task, comment].flatMap((object) => [
  grant('manager', object, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
  grant('rep', object, { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true, share: true }),
  grant('readonly', object, { read: 'all', export: true }),
])
