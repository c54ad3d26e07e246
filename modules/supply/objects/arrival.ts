import { autoNumber, choice, day, decimal, defineObject, instant, link, text, yesNo } from '#kernel/model'
import { product } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { account } from '#objects/customers'
import { warehouse } from '#objects/orders'

/** Goods that will come: bought, produced, or from another warehouse. What of them has come is noted where it is booked. */
export const arrival = defineObject('arrival', {
  plural: 'arrivals',
  title: 'number',
  open: { state: { in: ['expected', 'part'] } },
  icon: 'archive-restore',
  search: ['number', 'theirNumber'],
  fields: {
    number: autoNumber({ pattern: 'DH-{yyyy}-{00000}' }),
    product: link(product, { required: true, reverse: 'arrivals', onRemove: 'forbid' }),
    warehouse: link(warehouse, { required: true, reverse: 'arrivals', onRemove: 'forbid' }),
    quantity: decimal({ required: true, scale: 4, min: 0 }),
    expectedOn: day({ indexed: true }),
    /** The day that was said first: moving it later does not hide that it was moved. */
    firstExpectedOn: day({ readOnly: true }),
    /** Whoever sends it has said the day. */
    isConfirmed: yesNo({ default: false }),
    source: choice(
      [
        { key: 'purchase', color: 'accent' },
        { key: 'production', color: 'violet' },
        { key: 'transfer', color: 'grey' },
        { key: 'other', color: 'grey' },
      ],
      { default: 'purchase', required: true, indexed: true },
    ),
    supplier: link(account, { reverse: 'arrivals', onRemove: 'clear' }),
    contract: link(contract, { reverse: 'arrivals', onRemove: 'clear' }),
    fromWarehouse: link(warehouse, { reverse: 'arrivalsFrom', onRemove: 'clear' }),
    theirNumber: text({ max: 100, copyable: true }),
    came: decimal({ readOnly: true, scale: 4, default: 0 }),
    /** What is still to come. */
    left: decimal({ readOnly: true, scale: 4 }),
    state: choice(
      [
        { key: 'expected', color: 'accent' },
        { key: 'part', color: 'amber' },
        { key: 'arrived', color: 'green', kind: 'won' },
        { key: 'cancelled', color: 'grey', kind: 'lost' },
      ],
      { readOnly: true, default: 'expected', indexed: true },
    ),
    arrivedAt: instant({ readOnly: true }),
    cancelReason: text({ readOnly: true, max: 300 }),
    remark: text({ max: 500 }),
  },
  views: {
    list: {
      columns: ['number', 'product', 'expectedOn', 'left', 'warehouse', 'isConfirmed', 'source', 'supplier', 'state', 'updatedAt'],
      sort: 'expectedOn',
    },
    facts: ['product', 'warehouse', 'left', 'expectedOn', 'supplier'],
    path: 'state',
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'warehouse'],
          ['quantity', 'number'],
          ['expectedOn', 'isConfirmed'],
          ['source', 'fromWarehouse'],
          ['supplier', 'contract'],
          ['theirNumber', 'remark'],
        ],
      },
      {
        section: 'course',
        rows: [
          ['state', 'left'],
          ['came', 'arrivedAt'],
          ['firstExpectedOn', 'cancelReason'],
        ],
      },
    ],
  },
})
