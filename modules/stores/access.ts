import { grant } from '#kernel'
import { sellOut, store, storeCheck } from './objects/index.ts'

const whole = { create: true, export: true, import: true } as const

/** Stores and their checks belong to people, as visits do; what a store sold is written by whoever may change the store. */
export const grants = [
  ...[store, storeCheck].flatMap((object) => [
    grant('manager', object, { ...whole, read: 'below', update: 'below', remove: 'below', share: true }),
    grant('rep', object, { ...whole, read: 'own', update: 'own', remove: 'own', share: true }),
  ]),
  ...['manager', 'rep'].map((role) => grant(role, sellOut, { ...whole, read: 'own', update: 'own', remove: 'own' })),
  ...[store, storeCheck, sellOut].map((object) => grant('readonly', object, { read: 'all', export: true })),
]
