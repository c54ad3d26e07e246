import { extendObject, formula, link, rollUp, yesNo } from '#kernel/model'
import { followUp, task } from '#objects/activities'
import { product, promotionUse } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, invoice, invoiceShare, receipt } from '#objects/payments'
import { order } from './order.ts'
import { orderLine } from './order-line.ts'

/** Follow-ups and tasks about an order. */
const orderActivities = [followUp, task].map((object) =>
  extendObject(object, {
    fields: { order: link(order, { reverse: object.plural, onRemove: 'clear' }) },
    sections: [{ section: 'order', rows: [['order']] }],
  }),
)

/** What there is of a product, over all warehouses: nobody types any of it. */
const productStock = extendObject(product, {
  fields: {
    /** Services and licences are not. From its first stock move on a product is. */
    isStocked: yesNo({ default: false, indexed: true }),
    onHand: rollUp({ of: 'stockMoves', measure: 'sum', field: 'quantity' }),
    reserved: rollUp({ of: 'reservations', measure: 'sum', field: 'quantity' }),
    available: formula({
      expression: '(has(onHand) ? onHand : 0) - (has(reserved) ? reserved : 0)',
      as: 'decimal',
      scale: 4,
    }),
  },
  columns: ['onHand', 'available'],
  facts: ['onHand', 'available'],
  sections: [
    {
      section: 'stock',
      rows: [
        ['isStocked', 'onHand'],
        ['reserved', 'available'],
      ],
    },
  ],
})

/** Which order a line of an invoice bills, and which position of it: under the contract of the order, or without any. */
const billedOrder = extendObject(invoiceShare, {
  fields: {
    order: link(order, { reverse: 'invoiceShares', onRemove: 'forbid' }),
    orderLine: link(orderLine, { reverse: 'invoiceShares', onRemove: 'forbid' }),
  },
  columns: ['order', 'orderLine'],
  sections: [{ section: 'order', rows: [['order', 'orderLine']] }],
})

/** What of some money pays an order that has no contract. */
const paidOrder = extendObject(allocation, {
  fields: { order: link(order, { reverse: 'allocations', onRemove: 'forbid' }) },
  columns: ['order'],
  sections: [{ section: 'order', rows: [['order']] }],
})

/** Whoever reads an order reads the invoices that bill it and the money that came for it. */
const followed = [
  extendObject(invoice, { fields: {}, follows: ['shares.order'] }),
  extendObject(receipt, { fields: {}, follows: ['allocations.order'] }),
]

/** Orders under a contract that goods still have to leave for. */
const contractOrders = extendObject(contract, {
  fields: { ordersOpen: rollUp({ of: 'orders', measure: 'count', filter: { status: { in: ['confirmed', 'partDelivered'] } } }) },
  sections: [{ section: 'money', rows: [['ordersOpen']] }],
})

/** The order that was agreed with a promotion. */
const promotionOrders = extendObject(promotionUse, {
  fields: { order: link(order, { reverse: 'promotionUses', onRemove: 'follow', readOnly: true }) },
})

export const extensions = [...orderActivities, productStock, billedOrder, paidOrder, ...followed, contractOrders, promotionOrders]
