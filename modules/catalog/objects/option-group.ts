import { choice, defineObject, integer, link, text } from '#kernel/model'
import { product } from './product.ts'

/** A choice that a product leaves open: one of its options or several, from so many to so many. */
export const optionGroup = defineObject('optionGroup', {
  plural: 'optionGroups',
  title: 'name',
  listedFor: 'nobody',
  icon: 'list-checks',
  search: [],
  fields: {
    name: text({ required: true, max: 100 }),
    product: link(product, { required: true, reverse: 'optionGroups', onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    pick: choice(['one', 'several'], { required: true, default: 'one' }),
    least: integer({ min: 0, max: 100, default: 0, total: false }),
    /** No end where it is empty; of `one` it is one. */
    most: integer({ min: 1, max: 100, total: false }),
    remark: text({ max: 300 }),
  },
  views: {
    list: { columns: ['name', 'product', 'pick', 'least', 'most', 'position'], sort: 'position' },
    facts: ['product', 'pick', 'least', 'most'],
    form: [{ section: 'basic', rows: [['name', 'product'], ['pick', 'position'], ['least', 'most'], ['remark']] }],
  },
})
