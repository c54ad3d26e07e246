import { grant } from '#kernel'
import { department, member, membership } from '#kernel/model'
import { task } from '#objects/activities'
import { product } from '#objects/catalog'
import { account, contact } from '#objects/customers'
import { delivery, order, orderLine, orderReturn, reservation, returnLine, stockMove, warehouse } from './objects/index.ts'

const everybody = ['manager', 'rep', 'finance', 'readonly'] as const
const seeAll = { read: 'all', export: true } as const
const ofWarehouse = { 'orders.deliver': false }
const ofBoss = { 'orders.allow-oversell': false }
const ofOwner = { 'orders.confirm': false, 'orders.cancel': false, 'orders.give-up-rest': false }
const ofAbove = { 'orders.close': false }
const backByWarehouse = { 'orders.send-back': false }
const ofMoney = { 'orders.release-credit': false, 'orders.bill': false }
const ofFinance = { 'orders.settle': false }
/** Whoever may bring orders in from elsewhere says how they stand; those of others come to it by their steps. */
const byStepsOnly = { status: 'read', returnDays: 'read' } as const
const hidden = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'hidden' as const]))

/**
 * Orders belong to people, like the deals they come from. The warehouse delivers, takes back and keeps the stock, which everybody reads; it sees what is ordered and where to it goes, and no
 * prices. The clock closes an order that is billed and paid; before, a manager or finance does. To sell more than there is is a manager's to allow, to go beyond the credit a manager's or finance's.
 */
export const grants = [
  grant('manager', order, {
    read: 'below',
    create: true,
    update: 'below',
    remove: 'below',
    export: true,
    import: true,
    share: true,
    fields: { status: 'read' },
    actions: ofWarehouse,
  }),
  grant('rep', order, {
    read: 'own',
    create: true,
    update: 'own',
    remove: 'own',
    export: true,
    import: true,
    share: true,
    fields: byStepsOnly,
    actions: { ...ofWarehouse, ...ofBoss, ...ofAbove, 'orders.release-credit': false },
  }),
  grant('finance', order, { ...seeAll, actions: { ...ofWarehouse, ...ofBoss, ...ofOwner } }),
  grant('readonly', order, { ...seeAll, actions: { ...ofWarehouse, ...ofBoss, ...ofOwner, ...ofAbove, ...ofMoney } }),
  grant('warehouse', order, {
    read: 'all',
    export: true,
    fields: hidden([
      'amount',
      'billedByLine',
      'billedWhole',
      'billed',
      'unbilled',
      'returnedValue',
      'received',
      'openMoney',
      'creditRelease',
      'releaseReason',
      'contract',
      'quote',
      'opportunity',
    ]),
    actions: { ...ofBoss, ...ofOwner, ...ofAbove, ...ofMoney },
  }),
  grant('warehouse', orderLine, {
    read: 'all',
    fields: hidden([
      'price',
      'priceFrom',
      'promotion',
      'promotionParts',
      'discount',
      'discountAmount',
      'taxRate',
      'subtotal',
      'deliveredValue',
      'billed',
      'contractLine',
    ]),
  }),
  ...everybody.map((role) =>
    grant(role, delivery, { read: role === 'rep' ? 'own' : role === 'manager' ? 'below' : 'all', export: true, actions: backByWarehouse }),
  ),
  grant('warehouse', delivery, { read: 'all', create: true, update: 'all', export: true, import: true }),
  ...everybody.map((role) =>
    grant(role, orderReturn, {
      read: role === 'rep' ? 'own' : role === 'manager' ? 'below' : 'all',
      export: true,
      ...(role === 'finance' ? {} : { actions: ofFinance }),
    }),
  ),
  grant('warehouse', orderReturn, {
    read: 'all',
    create: true,
    update: 'all',
    export: true,
    import: true,
    fields: hidden(['value', 'invoice', 'receipt', 'settledOn']),
    actions: ofFinance,
  }),
  grant('warehouse', returnLine, { read: 'all', fields: hidden(['value']) }),
  ...everybody.flatMap((role) => [
    grant(role, warehouse, seeAll),
    grant(role, stockMove, seeAll),
    grant(role, reservation, { read: 'all' }),
  ]),
  grant('warehouse', warehouse, { read: 'all', create: true, update: 'all', export: true, import: true }),
  grant('warehouse', stockMove, { read: 'all', create: true, export: true, import: true }),
  grant('warehouse', reservation, { read: 'all' }),
  grant('warehouse', product, { ...seeAll, fields: { ...hidden(['price', 'cost', 'marginRate']) } }),
  grant('warehouse', account, {
    read: 'all',
    fields: { '*': 'hidden', name: 'read', phone: 'read', address: 'read', province: 'read', city: 'read', district: 'read' },
  }),
  grant('warehouse', contact, { read: 'all', fields: { '*': 'hidden', name: 'read', mobile: 'read', account: 'read' } }),
  // What every role of the house has of its own workspace.
  ...[department, member, membership].map((object) => grant('warehouse', object, { read: 'all' })),
  ...['savedView', 'viewChoice'].map((name) => grant('warehouse', { name }, { read: 'own', create: true, update: 'own', remove: 'own' })),
  grant('warehouse', task, { read: 'own', create: true, update: 'own' }),
]
