import { decimal, defineObject, link, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { orderLine } from './order-line.ts'

/**
 * What a confirmed order still keeps back of a product. Beside the order and not in it, so that everybody counts with what others have reserved without reading their
 * orders; it follows the order by itself.
 */
export const reservation = defineObject('reservation', {
  plural: 'reservations',
  title: 'note',
  listedFor: 'nobody',
  icon: 'tag',
  search: [],
  unique: [['orderLine']],
  fields: {
    product: link(product, { required: true, reverse: 'reservations', onRemove: 'forbid' }),
    orderLine: link(orderLine, { required: true, reverse: 'reservations', onRemove: 'follow' }),
    quantity: decimal({ required: true, scale: 4, min: 0, readOnly: true }),
    note: text({ max: 100 }),
  },
  views: {
    list: { columns: ['product', 'quantity', 'orderLine', 'updatedAt'], sort: '-updatedAt' },
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'quantity'],
          ['orderLine', 'note'],
        ],
      },
    ],
  },
})
