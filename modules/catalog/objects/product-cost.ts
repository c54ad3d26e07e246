import { choice, day, defineObject, link, money, text } from '#kernel/model'
import { product } from './product.ts'

/** What a product has cost us since a day. The product shows the cost of today; a document keeps that of its own day. */
export const productCost = defineObject('productCost', {
  plural: 'productCosts',
  title: 'note',
  listedFor: 'nobody',
  icon: 'circle-dollar-sign',
  search: [],
  unique: [['product', 'validFrom']],
  fields: {
    product: link(product, { required: true, reverse: 'costs', onRemove: 'follow' }),
    validFrom: day({ required: true, default: 'today', indexed: true }),
    cost: money({ min: 0, required: true, total: false }),
    source: choice(['purchase', 'calculation', 'estimate', 'byHand'], { default: 'byHand' }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['product', 'validFrom', 'cost', 'source', 'note'], sort: '-validFrom' },
    form: [{ section: 'basic', rows: [['product', 'validFrom'], ['cost', 'source'], ['note']] }],
  },
})
