import { autoNumber, day, decimal, defineObject, file, lines, link, longText, person, text } from '#kernel/model'
import { order } from './order.ts'
import { orderLine } from './order-line.ts'
import { warehouse } from './warehouse.ts'

/** What of a delivery fulfils which position. */
export const deliveryLine = defineObject('deliveryLine', {
  plural: 'deliveryLines',
  title: 'remark',
  partOf: 'delivery',
  icon: 'list',
  fields: {
    delivery: link('delivery', { required: true, onRemove: 'follow' }),
    orderLine: link(orderLine, { required: true, reverse: 'deliveryLines', onRemove: 'forbid' }),
    quantity: decimal({ scale: 4, min: 0, required: true }),
    remark: text({ max: 300 }),
  },
  views: {
    list: { columns: ['orderLine', 'quantity', 'remark'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['orderLine', 'quantity'], ['remark']] }],
  },
})

/** Goods of an order that left a warehouse, whole or in part. It stands: what was sent by mistake comes back by a return, or the delivery is undone. */
export const delivery = defineObject('delivery', {
  plural: 'deliveries',
  title: 'number',
  follows: 'order',
  icon: 'truck',
  search: ['number', 'trackingNumber'],
  fields: {
    number: autoNumber({ pattern: 'FH-{yyyy}-{000000}' }),
    order: link(order, { required: true, reverse: 'deliveries', onRemove: 'forbid' }),
    warehouse: link(warehouse, { required: true, reverse: 'deliveries', onRemove: 'forbid' }),
    deliveredOn: day({ required: true, default: 'today', indexed: true }),
    carrier: text({ max: 100 }),
    trackingNumber: text({ max: 100, copyable: true }),
    deliveredBy: person({ default: 'me', onRemove: 'clear', reverse: 'deliveriesMade' }),
    /** What the customer has signed. */
    proof: file(),
    lines: lines(deliveryLine, { by: 'delivery' }),
    remark: longText(),
  },
  views: {
    list: {
      columns: ['number', 'order', 'warehouse', 'deliveredOn', 'carrier', 'trackingNumber', 'deliveredBy', 'updatedAt'],
      sort: '-deliveredOn',
    },
    facts: ['order', 'warehouse', 'deliveredOn', 'trackingNumber'],
    form: [
      {
        section: 'basic',
        rows: [
          ['order', 'number'],
          ['warehouse', 'deliveredOn'],
          ['carrier', 'trackingNumber'],
          ['deliveredBy', 'proof'],
        ],
      },
      { section: 'lines', rows: [['lines'], ['remark']] },
    ],
  },
})
