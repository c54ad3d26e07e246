import { decimal, defineObject, formula, integer, json, link, money, percent, rollUp, text } from '#kernel/model'
import { baseQuantity, product, promotion, unitFactor, unitText, worthByFormula } from '#objects/catalog'
import { contractLine } from '#objects/contracts'

/** One position of an order. Prices hold the tax. What of it was delivered, came back, is reserved and was billed is counted at every reading. */
export const orderLine = defineObject('orderLine', {
  plural: 'orderLines',
  title: 'description',
  partOf: 'order',
  icon: 'list',
  fields: {
    order: link('order', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    product: link(product, { reverse: 'orderLines', onRemove: 'forbid' }),
    description: text({ max: 300 }),
    quantity: decimal({ scale: 4, min: 0, default: 1, required: true }),
    unit: unitText(),
    unitFactor: unitFactor(),
    baseQuantity: baseQuantity(),
    price: money({ min: 0, total: false }),
    /** By which list, and by which promotion until when, the price was found; empty where somebody typed it. */
    priceFrom: text({ max: 400, readOnly: true }),
    promotion: link(promotion, { reverse: 'orderLines', onRemove: 'forbid', readOnly: true }),
    promotionParts: json({ readOnly: true }),
    discount: percent({ min: 0, max: 100, default: 0 }),
    /** What is taken off the position, where it is said as an amount; the per cent follow it. */
    discountAmount: money({ min: 0 }),
    taxRate: percent({ min: 0, max: 100 }),
    subtotal: formula({ expression: worthByFormula('quantity - (has(givenUp) ? givenUp : 0)'), as: 'money' }),
    /** The position of the contract that it calls off. */
    contractLine: link(contractLine, { reverse: 'orderLines', onRemove: 'clear' }),
    /** What of a part delivery will not be delivered any more, and is not owed. */
    givenUp: decimal({ scale: 4, min: 0, readOnly: true }),
    delivered: rollUp({ of: 'deliveryLines', measure: 'sum', field: 'quantity' }),
    returned: rollUp({ of: 'returnLines', measure: 'sum', field: 'quantity' }),
    /** Came back to be delivered again. */
    exchanged: rollUp({ of: 'returnLines', measure: 'sum', field: 'quantity', filter: { 'orderReturn.settlement': 'exchange' } }),
    /** What of it is with the customer, at the price of the order. */
    deliveredValue: formula({
      expression: `has(delivered) ? (${worthByFormula('delivered - (has(returned) ? returned : 0)')}) : null`,
      as: 'money',
      scale: 2,
    }),
    toDeliver: formula({
      expression: 'quantity - (has(givenUp) ? givenUp : 0) - (has(delivered) ? delivered : 0) + (has(exchanged) ? exchanged : 0)',
      as: 'decimal',
      scale: 4,
    }),
    /** What is kept back of the product, in its own unit; and the same in the unit of the position. */
    kept: rollUp({ of: 'reservations', measure: 'sum', field: 'quantity' }),
    reserved: formula({ expression: 'kept / (has(unitFactor) ? unitFactor : 1)', as: 'decimal', scale: 4 }),
    billed: rollUp({
      of: 'invoiceShares',
      measure: 'sum',
      field: 'amount',
      filter: { 'invoice.status': { in: ['issued', 'delivered'] } },
    }),
    remark: text({ max: 500 }),
  },
  views: {
    list: {
      columns: [
        'product',
        'description',
        'quantity',
        'unit',
        'price',
        'discount',
        'discountAmount',
        'taxRate',
        'subtotal',
        'delivered',
        'toDeliver',
        'givenUp',
        'reserved',
        'returned',
        'billed',
      ],
      sort: 'position',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'description'],
          ['quantity', 'unit'],
          ['price'],
          ['discount', 'discountAmount'],
          ['priceFrom', 'promotion'],
          ['taxRate', 'subtotal'],
          ['contractLine'],
          ['remark'],
        ],
      },
      {
        section: 'course',
        rows: [
          ['delivered', 'toDeliver'],
          ['reserved', 'billed'],
          ['returned', 'exchanged'],
          ['givenUp', 'deliveredValue'],
          ['unitFactor', 'baseQuantity'],
        ],
      },
    ],
  },
})
