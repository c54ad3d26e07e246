import { decimal, defineObject, link, money, text, yesNo } from '#kernel/model'
import { product } from './product.ts'

/** A further unit in which a product is sold: a box of 24. Documents keep how many it held when they were written. */
export const productUnit = defineObject('productUnit', {
  plural: 'productUnits',
  title: 'name',
  listedFor: 'nobody',
  icon: 'package',
  search: [],
  unique: [['product', 'name']],
  fields: {
    product: link(product, { required: true, reverse: 'units', onRemove: 'follow' }),
    name: text({ required: true, max: 20 }),
    /** How many of the product's own unit one of it is. */
    factor: decimal({ scale: 6, min: 0.000001, required: true }),
    /** Of one of it, where that is not so many times the price of the product. */
    price: money({ min: 0, total: false }),
    barcode: text({ max: 50, copyable: true }),
    isActive: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['product', 'name', 'factor', 'price', 'barcode', 'isActive'], sort: 'factor' },
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'name'],
          ['factor', 'price'],
          ['barcode', 'isActive'],
        ],
      },
    ],
  },
})
