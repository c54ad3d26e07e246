import { grant } from '#kernel'
import { salesTarget } from './objects/index.ts'

const closed = { 'targets.spread': false, 'targets.give-down': false, 'targets.follow-move': false }

/** Targets are set from above: who sells reads his own. Those of departments and people come in from a file by an administrator alone, as nobody else reaches all of them. */
export const grants = [
  grant('manager', salesTarget, { read: 'below', create: true, update: 'below', remove: 'below', export: true }),
  grant('rep', salesTarget, { read: 'own', export: true, actions: closed }),
  ...['finance', 'readonly'].map((role) => grant(role, salesTarget, { read: 'all', export: true, actions: closed })),
]
