import { grant } from '#kernel'
import { tender } from './objects/index.ts'

/** Tenders are their owners' and their superiors'; finance sees what deposits are out. */
export const grants = [
  grant('manager', tender, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
  grant('rep', tender, { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true, share: true }),
  ...['finance', 'readonly'].map((role) => grant(role, tender, { read: 'all', export: true })),
]
