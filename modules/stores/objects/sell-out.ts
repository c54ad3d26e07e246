import { day, decimal, defineObject, link, money, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { store } from './store.ts'

/** What a store sold of a product on a day, or in a month by its first day. Whoever may change the store may change it. */
export const sellOut = defineObject('sellOut', {
  plural: 'sellOuts',
  title: 'title',
  follows: 'store',
  icon: 'chart-column',
  search: [],
  unique: [['store', 'product', 'soldOn']],
  fields: {
    title: text({ max: 250, readOnly: true }),
    store: link(store, { required: true, reverse: 'sellOuts', onRemove: 'follow' }),
    product: link(product, { required: true, reverse: 'sellOuts', onRemove: 'forbid' }),
    soldOn: day({ required: true, indexed: true }),
    quantity: decimal({ required: true, scale: 4 }),
    amount: money(),
    note: text({ max: 300 }),
  },
  views: {
    list: { columns: ['store', 'product', 'soldOn', 'quantity', 'amount', 'note', 'updatedAt'], sort: '-soldOn' },
    facts: ['store', 'product', 'soldOn', 'quantity', 'amount'],
    form: [{ section: 'basic', rows: [['store', 'product'], ['soldOn', 'quantity'], ['amount', 'note'], ['title']] }],
  },
})
