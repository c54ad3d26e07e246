import { grant } from '#kernel'
import { feedback, preference } from './objects/index.ts'

const whole = { create: true, remove: 'own', export: true, import: true } as const

/** What customers like and say is read and written by whoever works with them. */
export const grants = [
  ...['manager', 'rep'].map((role) => grant(role, preference, { ...whole, read: 'own', update: 'own' })),
  grant('manager', feedback, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
  grant('rep', feedback, { ...whole, read: 'own', update: 'own', share: true }),
  ...[preference, feedback].map((object) => grant('readonly', object, { read: 'all', export: true })),
]
