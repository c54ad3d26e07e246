import { grant } from '#kernel'
import { discountLimit, quote, quoteLine } from './objects/index.ts'

const figures = ['cost', 'margin', 'marginRate', 'approvedMarginRate'] as const
const hidden = Object.fromEntries(figures.map((name) => [name, 'hidden' as const]))
const costAlone = Object.fromEntries(
  Object.keys(quoteLine.fields).map((name) => [name, name === 'cost' ? ('write' as const) : ('read' as const)]),
)
const keeps = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true } as const
/** To make products out of quotes is a right of its own. */
const inventing = { 'quotes.new-product': false }
const decides = { 'quotes.approve': false, 'quotes.reject': false }

/**
 * Quotes belong to people. What they cost us is for managers and finance, who give the costs of lines; whoever holds the key of a link may answer as the customer,
 * so readers do not see it.
 */
export const grants = [
  grant('manager', quote, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
  grant('rep', quote, {
    read: 'own',
    create: true,
    update: 'own',
    remove: 'own',
    export: true,
    import: true,
    share: true,
    fields: hidden,
    actions: { ...decides, ...inventing },
  }),
  grant('rep', quoteLine, { read: 'own', fields: { cost: 'hidden', margin: 'hidden' } }),
  grant('finance', quote, {
    read: 'all',
    export: true,
    update: 'all',
    fields: { '*': 'read', lines: 'write', linkKey: 'hidden' },
    actions: { ...decides, ...inventing },
  }),
  grant('finance', quoteLine, { read: 'all', fields: costAlone }),
  grant('readonly', quote, { read: 'all', export: true, fields: { ...hidden, linkKey: 'hidden' } }),
  grant('readonly', quoteLine, { read: 'all', fields: { cost: 'hidden', margin: 'hidden' } }),
  grant('manager', discountLimit, { read: 'all' }),
  grant('finance', discountLimit, keeps),
  ...['rep', 'readonly'].map((role) => grant(role, discountLimit, { read: 'all' })),
]
