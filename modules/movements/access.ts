import { grant } from '#kernel'
import { dealMove, dealStay } from './objects/index.ts'

/** Whoever reads a deal reads what happened to it. */
export const grants = [dealMove, dealStay].flatMap((object) => [
  grant('manager', object, { read: 'below', export: true }),
  grant('rep', object, { read: 'own', export: true }),
  ...['finance', 'readonly'].map((role) => grant(role, object, { read: 'all', export: true })),
])
