import { grant } from '#kernel'
import { comment, following, followUp, task } from './objects/index.ts'

/** What somebody follows is his own affair; the program makes and removes it as he says. Follow-ups and tasks belong to people, and are read by whoever reads what they are about. Finance reads no follow-ups. */
export const grants = [
  ...['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, following, { read: 'own' })),
  ...[followUp, task, comment].flatMap((object) => [
    grant('manager', object, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
    grant('rep', object, { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true, share: true }),
    grant('readonly', object, { read: 'all', export: true }),
  ]),
]
