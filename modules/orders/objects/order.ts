import {
  autoNumber,
  choice,
  day,
  defineObject,
  eitherOf,
  formula,
  integer,
  lines,
  link,
  longText,
  money,
  phone,
  rollUp,
  tags,
  text,
  yesNo,
} from '#kernel/model'
import { legalEntity } from '#objects/company'
import { contract } from '#objects/contracts'
import { account, contact } from '#objects/customers'
import { counts } from '#objects/payments'
import { quote } from '#objects/quotes'
import { opportunity } from '#objects/sales'
import { orderLine } from './order-line.ts'
import { warehouse } from './warehouse.ts'

export const orderStates = [
  { key: 'draft', color: 'grey' },
  { key: 'confirmed', color: 'accent', verb: 'confirm' },
  { key: 'partDelivered', color: 'amber' },
  { key: 'delivered', color: 'green' },
  { key: 'closed', color: 'green', kind: 'won', verb: 'close' },
  { key: 'partReturned', color: 'violet', kind: 'lost' },
  { key: 'returned', color: 'violet', kind: 'lost' },
  { key: 'cancelled', color: 'grey', kind: 'lost', verb: 'cancel' },
] as const

/** Says what comes of a figure, so that a formula may count on from it. */
const asMoney = { as: 'money' } as const
const isOut = { 'invoice.status': { in: ['issued', 'delivered'] } }

/** A figure, or nothing of the order's money. */
const orNone = (name: string): string => `(has(${name}) ? ${name} : amount - amount)`

/** Says that a day comes of it, so that a formula may count on from it. */
const lastDay = { of: 'deliveries', measure: 'max', field: 'deliveredOn', as: 'day' } as const

/** What a customer ordered, by whatever way it came: what is to be delivered, to whom, until when, and for how much. */
export const order = defineObject('order', {
  plural: 'orders',
  title: 'number',
  owned: true,
  open: { status: { in: ['draft', 'confirmed', 'partDelivered', 'delivered'] } },
  follows: 'account',
  icon: 'shopping-cart',
  search: ['number', 'theirNumber', 'consignee'],
  duplicates: [{ by: ['theirNumber', 'account'], sure: true }],
  fields: {
    number: autoNumber({ pattern: '{legalEntity.numberPrefix}DD-{yyyy}-{000000}' }),
    theirNumber: text({ max: 100, copyable: true }),
    account: link(account, { required: true, reverse: 'orders', onRemove: 'forbid' }),
    contact: link(contact, { reverse: 'orders', onRemove: 'clear' }),
    contract: link(contract, { reverse: 'orders', onRemove: 'forbid' }),
    quote: link(quote, { reverse: 'orders', onRemove: 'forbid' }),
    opportunity: link(opportunity, { reverse: 'orders', onRemove: 'forbid' }),
    channel: choice(
      [
        { key: 'field', color: 'accent' },
        { key: 'phone', color: 'green' },
        { key: 'shop', color: 'violet' },
        { key: 'partner', color: 'amber' },
        { key: 'other', color: 'grey' },
      ],
      { default: 'field', required: true, indexed: true },
    ),
    status: choice(orderStates, { default: 'draft', required: true, indexed: true }),
    orderedOn: day({ required: true, default: 'today', indexed: true }),
    promisedOn: day({ indexed: true }),
    confirmedOn: day({ readOnly: true }),
    legalEntity: link(legalEntity, { reverse: 'orders', onRemove: 'forbid' }),
    warehouse: link(warehouse, { reverse: 'orders', onRemove: 'clear' }),
    deliveryAddress: text({ max: 300, copyable: true }),
    consignee: text({ max: 100 }),
    consigneePhone: phone(),
    lines: lines(orderLine, { by: 'order' }),
    /** Sum of the lines, tax included. */
    amount: rollUp({ of: 'lines', measure: 'sum', field: 'subtotal' }),
    /** By position, and what bills the order without naming one. */
    billedByLine: rollUp({ of: 'lines', measure: 'sum', field: 'billed', ...asMoney }),
    billedWhole: rollUp({
      of: 'invoiceShares',
      measure: 'sum',
      field: 'amount',
      filter: { ...isOut, orderLine: { empty: true } },
      ...asMoney,
    }),
    billed: formula({ expression: eitherOf('billedByLine', 'billedWhole'), as: 'money' }),
    /** Of what came back what is not exchanged: nobody owes it any more. */
    returnedValue: rollUp({ of: 'returns', measure: 'sum', field: 'value', filter: { settlement: { ne: 'exchange' } } }),
    /** Without a contract: what came for it, and what of it is still to come. Under one the contract says it. */
    received: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: counts }),
    openMoney: formula({
      expression: `has(contract) || status == 'draft' || status == 'cancelled' ? null
        : (status == 'closed' ? max(${orNone('billed')}, ${orNone('received')}) : amount - ${orNone('returnedValue')}) - ${orNone('received')}`,
      as: 'money',
    }),
    unbilled: formula({
      expression: `status == 'draft' || status == 'cancelled' ? null : amount - ${orNone('returnedValue')} - ${orNone('billed')}`,
      as: 'money',
    }),
    ordered: rollUp({ of: 'lines', measure: 'sum', field: 'quantity' }),
    delivered: rollUp({ of: 'lines', measure: 'sum', field: 'delivered' }),
    returned: rollUp({ of: 'lines', measure: 'sum', field: 'returned' }),
    deliveredShare: formula({ expression: 'has(delivered) ? delivered * 100 / ordered : 0', as: 'percent', scale: 0 }),
    lastDeliveredOn: rollUp(lastDay),
    /** Days after the last delivery in which it may be sent back. */
    returnDays: integer({ min: 0, max: 3_650, default: 7, total: false }),
    returnUntil: formula({ expression: 'lastDeliveredOn + (has(returnDays) ? returnDays : 0)', as: 'day' }),
    /** Somebody with the right to it said that more may be sold than there is. */
    mayOversell: yesNo({ readOnly: true, default: false }),
    /** Somebody with the right to it lets an order of up to this sum through, whatever the customer's credit. */
    creditRelease: money({ readOnly: true }),
    releaseReason: text({ max: 500, readOnly: true }),
    closedOn: day({ readOnly: true, indexed: true }),
    endReason: text({ max: 500, readOnly: true }),
    tags: tags(),
    remark: longText(),
  },
  views: {
    list: {
      columns: ['number', 'account', 'channel', 'status', 'amount', 'orderedOn', 'promisedOn', 'deliveredShare', 'owner', 'updatedAt'],
      sort: '-orderedOn',
    },
    board: { by: 'status', card: ['account', 'amount', 'promisedOn', 'owner'], sum: 'amount' },
    facts: ['account', 'amount', 'promisedOn', 'deliveredShare', 'billed', 'openMoney', 'owner'],
    path: 'status',
    form: [
      {
        section: 'basic',
        rows: [
          ['account', 'contact'],
          ['number', 'theirNumber'],
          ['channel', 'status'],
          ['orderedOn', 'promisedOn'],
          ['owner', 'legalEntity'],
          ['contract', 'quote'],
          ['opportunity', 'tags'],
        ],
      },
      { section: 'lines', rows: [['lines'], ['amount', 'billed'], ['received', 'openMoney'], ['returnedValue', 'unbilled']] },
      {
        section: 'delivery',
        rows: [
          ['warehouse', 'deliveryAddress'],
          ['consignee', 'consigneePhone'],
          ['deliveredShare', 'lastDeliveredOn'],
          ['returnDays', 'returnUntil'],
          ['remark'],
        ],
      },
      {
        section: 'course',
        rows: [
          ['confirmedOn', 'closedOn'],
          ['mayOversell', 'creditRelease'],
          ['releaseReason', 'endReason'],
        ],
      },
    ],
  },
})
