import { grant } from '#kernel'
import { ownReport, reportWatch } from './objects/index.ts'

const own = { read: 'own', create: true, update: 'own', remove: 'own', export: true } as const
const roles = ['manager', 'rep', 'finance', 'readonly', 'warehouse', 'marketing']

/** Everybody makes reports for himself and shares them; what they say is cut to whoever opens them. */
export const grants = roles.flatMap((role) => [
  grant(role, ownReport, { ...own, import: true, share: true }),
  grant(role, reportWatch, own),
])
