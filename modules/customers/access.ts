import { grant } from '#kernel'
import { account, contact, lead } from './objects/index.ts'

const mine = { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true, share: true } as const
const mineAndBelow = { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true } as const
const seeAll = { read: 'all', export: true } as const

/** Customers, contacts and leads belong to people. Finance needs customers and contacts for its papers, and no leads. */
export const grants = [
  ...[account, contact, lead].flatMap((object) => [
    grant('manager', object, mineAndBelow),
    grant('rep', object, mine),
    grant('readonly', object, seeAll),
  ]),
  grant('finance', account, seeAll),
  grant('finance', contact, seeAll),
]
