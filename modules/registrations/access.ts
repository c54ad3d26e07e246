import { grant } from '#kernel'
import { dealRegistration, registrationRule } from './objects/index.ts'

/** Registrations are their owners' and their superiors'; everybody else learns only that something is taken. Nobody removes one: it is withdrawn. */
export const grants = [
  grant('manager', dealRegistration, { read: 'below', create: true, update: 'below', export: true, import: true }),
  grant('rep', dealRegistration, { read: 'own', create: true, update: 'own', export: true, import: true }),
  grant('readonly', dealRegistration, { read: 'all', export: true }),
  ...['manager', 'rep', 'readonly'].map((role) => grant(role, registrationRule, { read: 'all' })),
]
