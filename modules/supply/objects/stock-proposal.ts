import { choice, day, decimal, defineObject, link, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { warehouse } from '#objects/orders'
import { arrival } from './arrival.ts'
import { seasonPlan } from './season-plan.ts'

/** What a plan proposes: to order goods, or to bring them from a warehouse that has more than it needs. Quantity and day are anybody's to change before it is accepted. */
export const stockProposal = defineObject('stockProposal', {
  plural: 'stockProposals',
  title: 'title',
  open: { state: 'proposed' },
  icon: 'clipboard-list',
  search: [],
  fields: {
    title: text({ max: 200, readOnly: true }),
    seasonPlan: link(seasonPlan, { required: true, reverse: 'proposals', onRemove: 'follow' }),
    product: link(product, { required: true, reverse: 'stockProposals', onRemove: 'follow' }),
    kind: choice(
      [
        { key: 'order', color: 'accent' },
        { key: 'transfer', color: 'violet' },
      ],
      { required: true, default: 'order', indexed: true },
    ),
    fromWarehouse: link(warehouse, { reverse: 'proposalsFrom', onRemove: 'clear' }),
    warehouse: link(warehouse, { required: true, reverse: 'proposals', onRemove: 'follow' }),
    quantity: decimal({ required: true, scale: 4, min: 0 }),
    neededOn: day({ indexed: true }),
    /** What the plan wants there, and what lies there or comes there. */
    wanted: decimal({ readOnly: true, scale: 4, total: false }),
    there: decimal({ readOnly: true, scale: 4, total: false }),
    state: choice(
      [
        { key: 'proposed', color: 'amber' },
        { key: 'accepted', color: 'green', kind: 'won' },
        { key: 'dropped', color: 'grey', kind: 'lost' },
      ],
      { readOnly: true, default: 'proposed', indexed: true },
    ),
    arrival: link(arrival, { readOnly: true, reverse: 'proposals', onRemove: 'clear' }),
    note: text({ max: 300 }),
  },
  views: {
    list: {
      columns: ['product', 'kind', 'fromWarehouse', 'warehouse', 'quantity', 'neededOn', 'wanted', 'there', 'state', 'arrival'],
      sort: 'neededOn',
    },
    facts: ['product', 'kind', 'warehouse', 'quantity', 'neededOn'],
    form: [
      {
        section: 'basic',
        rows: [
          ['seasonPlan', 'product'],
          ['kind', 'fromWarehouse'],
          ['warehouse', 'quantity'],
          ['neededOn', 'note'],
          ['wanted', 'there'],
          ['state', 'arrival'],
        ],
      },
    ],
  },
})
