import { choice, day, decimal, defineObject, link, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { delivery } from './delivery.ts'
import { orderReturn } from './order-return.ts'
import { warehouse } from './warehouse.ts'

export const moveKinds = [
  { key: 'in', color: 'green' },
  { key: 'out', color: 'accent' },
  { key: 'adjust', color: 'amber' },
  { key: 'return', color: 'violet' },
  { key: 'transfer', color: 'grey' },
] as const

/** What came into a warehouse or left it. Written once and never changed: what is on hand is the sum of all moves, and a mistake is put right by another move. */
export const stockMove = defineObject('stockMove', {
  plural: 'stockMoves',
  title: 'cause',
  icon: 'arrow-left-right',
  fields: {
    product: link(product, { required: true, reverse: 'stockMoves', onRemove: 'forbid' }),
    warehouse: link(warehouse, { required: true, reverse: 'stockMoves', onRemove: 'forbid' }),
    kind: choice(moveKinds, { required: true, default: 'in', indexed: true }),
    /** Above zero for what came, below for what left. */
    quantity: decimal({ required: true, scale: 4 }),
    movedOn: day({ required: true, default: 'today', indexed: true }),
    cause: text({ max: 300 }),
    delivery: link(delivery, { reverse: 'stockMoves', onRemove: 'follow', readOnly: true }),
    orderReturn: link(orderReturn, { reverse: 'stockMoves', onRemove: 'follow', readOnly: true }),
  },
  views: {
    list: {
      columns: ['movedOn', 'product', 'warehouse', 'kind', 'quantity', 'cause', 'delivery', 'createdBy', 'createdAt'],
      sort: '-createdAt',
    },
    facts: ['product', 'warehouse', 'quantity', 'movedOn'],
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'warehouse'],
          ['kind', 'quantity'],
          ['movedOn', 'cause'],
          ['delivery', 'orderReturn'],
        ],
      },
    ],
  },
})
