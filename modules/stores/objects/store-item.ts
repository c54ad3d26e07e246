import { defineObject, integer, link, money, text, yesNo } from '#kernel/model'
import { product } from '#objects/catalog'

/** One product that a store is to have: how much room on the shelf, at which price, and how much there is to be at least. */
export const storeItem = defineObject('storeItem', {
  plural: 'storeItems',
  title: 'note',
  partOf: 'store',
  icon: 'list',
  search: [],
  unique: [['store', 'product']],
  fields: {
    store: link('store', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    product: link(product, { required: true, reverse: 'storeItems', onRemove: 'forbid' }),
    /** Pieces side by side on the shelf. */
    facings: integer({ min: 0, max: 10_000 }),
    agreedPrice: money({ min: 0, total: false }),
    isListed: yesNo({ default: true, indexed: true }),
    minStock: integer({ min: 0, max: 1_000_000, total: false }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['product', 'facings', 'agreedPrice', 'minStock', 'isListed', 'note'], sort: 'position' },
    form: [
      {
        section: 'basic',
        rows: [['product', 'isListed'], ['facings', 'agreedPrice'], ['minStock'], ['note']],
      },
    ],
  },
})
