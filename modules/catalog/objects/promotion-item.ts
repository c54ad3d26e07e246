import { decimal, defineObject, integer, link } from '#kernel/model'
import { product } from './product.ts'
import { productCategory } from './product-category.ts'

/** What a promotion is about: a product or all of a category; in a bundle, how many of it belong to one. */
export const promotionItem = defineObject('promotionItem', {
  plural: 'promotionItems',
  title: 'position',
  partOf: 'promotion',
  icon: 'list',
  search: [],
  fields: {
    promotion: link('promotion', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    product: link(product, { reverse: 'promotionItems', onRemove: 'follow' }),
    category: link(productCategory, { reverse: 'promotionItems', onRemove: 'follow' }),
    quantity: decimal({ scale: 4, min: 0, default: 1, required: true, total: false }),
  },
  views: {
    list: { columns: ['product', 'category', 'quantity'], sort: 'position' },
    form: [{ section: 'basic', rows: [['product', 'category'], ['quantity']] }],
  },
})
