import { grant } from '#kernel'
import { visit } from './objects/index.ts'

/** Visits belong to people, as follow-ups do. */
export const grants = [
  grant('manager', visit, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
  grant('rep', visit, { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true, share: true }),
  grant('readonly', visit, { read: 'all', export: true }),
]
