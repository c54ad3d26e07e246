import { grant } from '#kernel'
import { callEntry, callList } from './objects/index.ts'

/** Everybody makes lists of his own and shares them with whom he calls together; who stands in one is read with the person. */
export const grants = [
  grant('rep', callList, { read: 'own', create: true, update: 'own', remove: 'own', share: true }),
  grant('manager', callList, { read: 'below', create: true, update: 'below', remove: 'below', share: true, export: true, import: true }),
  grant('rep', callEntry, { read: 'own', update: 'own', remove: 'own' }),
  grant('manager', callEntry, { read: 'below', update: 'below', remove: 'below', export: true }),
  ...[callList, callEntry].map((object) => grant('readonly', object, { read: 'all' })),
]
