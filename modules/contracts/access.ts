import { grant } from '#kernel'
import { contract, contractChange, expiryRule, planLine } from './objects/index.ts'

/** Finance cuts a plan that was signed anew, where there is money at all: the verb is of the module above. */
const notPlanned = { 'payments.replan': false }
const bossOnly = { 'contracts.terminate': false, 'contracts.resume': false }
/** How a contract stands comes of its steps; only an import by a role without this limit says it, and such contracts carry a mark. */
const byStepsOnly = { status: 'read' } as const

/**
 * Contracts belong to people, like the deals they come from; finance reads them all, and it alone gives up instalments. To end one before its time, or to let one run again, is a manager's
 * matter.
 */
export const grants = [
  grant('manager', contract, {
    read: 'below',
    create: true,
    update: 'below',
    remove: 'below',
    export: true,
    import: true,
    share: true,
    actions: notPlanned,
    fields: byStepsOnly,
  }),
  grant('rep', contract, {
    read: 'own',
    create: true,
    update: 'own',
    remove: 'own',
    export: true,
    import: true,
    share: true,
    actions: { ...bossOnly, ...notPlanned },
    fields: byStepsOnly,
  }),
  grant('finance', contract, {
    read: 'all',
    export: true,
    import: true,
    create: true,
    update: 'all',
    actions: bossOnly,
    fields: byStepsOnly,
  }),
  grant('readonly', contract, { read: 'all', export: true, actions: { ...bossOnly, ...notPlanned } }),
  ...(['manager', 'rep', 'readonly'] as const).map((role) => grant(role, planLine, { actions: { 'contracts.waive': false } })),
  grant('manager', contractChange, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true }),
  grant('rep', contractChange, { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true }),
  ...['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, expiryRule, { read: 'all' })),
  ...(['finance', 'readonly'] as const).map((role) => grant(role, contractChange, { read: 'all', export: true })),
]
