import { autoNumber, choice, day, decimal, defineObject, lines, link, longText, money, rollUp, text } from '#kernel/model'
import { invoice, receipt } from '#objects/payments'
import { delivery } from './delivery.ts'
import { order } from './order.ts'
import { orderLine } from './order-line.ts'
import { warehouse } from './warehouse.ts'

/** What came back of which position, and what the customer had paid for it. */
export const returnLine = defineObject('returnLine', {
  plural: 'returnLines',
  title: 'remark',
  partOf: 'orderReturn',
  icon: 'list',
  fields: {
    orderReturn: link('orderReturn', { required: true, onRemove: 'follow' }),
    orderLine: link(orderLine, { required: true, reverse: 'returnLines', onRemove: 'forbid' }),
    quantity: decimal({ scale: 4, min: 0, required: true }),
    value: money({ readOnly: true }),
    remark: text({ max: 300 }),
  },
  views: {
    list: { columns: ['orderLine', 'quantity', 'value', 'remark'], sort: 'createdAt' },
    form: [
      {
        section: 'basic',
        rows: [
          ['orderLine', 'quantity'],
          ['value', 'remark'],
        ],
      },
    ],
  },
})

/** Goods of a delivery that came back, why, and what follows for the money. */
export const orderReturn = defineObject('orderReturn', {
  plural: 'orderReturns',
  title: 'number',
  follows: 'order',
  icon: 'archive-restore',
  search: ['number', 'reason'],
  fields: {
    number: autoNumber({ pattern: 'TH-{yyyy}-{000000}' }),
    order: link(order, { required: true, reverse: 'returns', onRemove: 'forbid' }),
    delivery: link(delivery, { required: true, reverse: 'returns', onRemove: 'forbid' }),
    warehouse: link(warehouse, { required: true, reverse: 'returns', onRemove: 'forbid' }),
    returnedOn: day({ required: true, default: 'today', indexed: true }),
    reason: text({ required: true, max: 500 }),
    settlement: choice(
      [
        { key: 'redInvoice', color: 'red' },
        { key: 'refund', color: 'amber' },
        { key: 'credit', color: 'accent' },
        { key: 'exchange', color: 'violet' },
        { key: 'none', color: 'grey' },
      ],
      { required: true, default: 'refund', indexed: true },
    ),
    lines: lines(returnLine, { by: 'orderReturn' }),
    value: rollUp({ of: 'lines', measure: 'sum', field: 'value' }),
    /** When finance had done what the settlement asks for, and by which paper. */
    settledOn: day({ readOnly: true, indexed: true }),
    invoice: link(invoice, { reverse: 'orderReturns', onRemove: 'clear', readOnly: true }),
    receipt: link(receipt, { reverse: 'orderReturns', onRemove: 'clear', readOnly: true }),
    remark: longText(),
  },
  views: {
    list: {
      columns: ['number', 'order', 'delivery', 'returnedOn', 'reason', 'settlement', 'value', 'settledOn', 'updatedAt'],
      sort: '-returnedOn',
    },
    facts: ['order', 'returnedOn', 'settlement', 'value'],
    form: [
      {
        section: 'basic',
        rows: [['order', 'delivery'], ['number', 'warehouse'], ['returnedOn', 'settlement'], ['reason']],
      },
      { section: 'lines', rows: [['lines'], ['value']] },
      { section: 'settled', rows: [['settledOn', 'invoice'], ['receipt'], ['remark']] },
    ],
  },
})
