import { grant } from '#kernel'
import { pool, poolCard, poolExtension, poolLimit, poolMove, poolNight, poolOpening, poolRule, poolRun } from './objects/index.ts'

/**
 * A pool belongs to its administrator; its members are those with whom it is shared. Managers make pools, and reach those of their departments.
 * Rules and moves are read by whoever reads what they hang on.
 */
export const grants = [
  grant('manager', pool, { read: 'below', create: true, update: 'below', remove: 'below', share: true }),
  grant('rep', pool, { read: 'own' }),
  grant('readonly', pool, { read: 'all' }),
  // Cards are for the members; who opened what is for those above them.
  ...['manager', 'rep'].map((role) => grant(role, poolCard, { read: 'own' })),
  grant('manager', poolOpening, { read: 'own' }),
  ...[poolRule, poolMove, poolExtension].flatMap((object) => ['manager', 'rep'].map((role) => grant(role, object, { read: 'own' }))),
  ...[poolRule, poolMove, poolExtension, poolRun, poolCard, poolOpening].map((object) => grant('readonly', object, { read: 'all' })),
  grant('manager', poolRun, { read: 'all' }),
  ...['manager', 'readonly'].flatMap((role) => [poolLimit, poolNight].map((object) => grant(role, object, { read: 'all' }))),
]
