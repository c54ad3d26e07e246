import { grant } from '#kernel'
import { territory, territoryMember, territoryModel, territoryPlace, territoryRun } from './objects/index.ts'

/**
 * Whoever cuts territories opens customers to people, so that is for administrators. Members read their territories, and managers those that people of their departments own; `update` lets those who may write
 * change the customers in them, while the territory itself is nobody else's to change.
 */
export const grants = [
  grant('manager', territory, { read: 'below', update: 'below', fields: { '*': 'read' } }),
  grant('rep', territory, { read: 'own', update: 'own', fields: { '*': 'read' } }),
  ...['manager', 'rep'].map((role) => grant(role, territoryMember, { read: 'own' })),
  grant('readonly', territory, { read: 'all' }),
  grant('readonly', territoryMember, { read: 'all' }),
  ...['manager', 'rep', 'finance', 'readonly'].flatMap((role) =>
    [territoryModel, territoryRun, territoryPlace].map((object) => grant(role, object, {})),
  ),
]
