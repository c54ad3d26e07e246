import { grant } from '#kernel'
import { webInvite, webPage, webSite, webVisit } from './objects/index.ts'

/** Managers say which sites are watched; everybody may make an address for a person whom he reads. Visits are read with the person whose they are. */
export const grants = [
  grant('manager', webSite, { read: 'all', create: true, update: 'below', remove: 'below', share: true }),
  ...['rep', 'readonly'].map((role) => grant(role, webSite, { read: 'all' })),
  grant('manager', webVisit, { read: 'below', export: true }),
  grant('rep', webVisit, { read: 'own' }),
  ...['manager', 'rep'].map((role) => grant(role, webPage, { read: 'own' })),
  grant('manager', webInvite, { read: 'below', remove: 'below' }),
  grant('rep', webInvite, { read: 'own', remove: 'own' }),
  ...[webVisit, webPage, webInvite].map((object) => grant('readonly', object, { read: 'all' })),
]
