import { choice, defineObject, link, longText, money, percent, tags, text } from '#kernel/model'
import { productCategory } from './product-category.ts'

/** Something we sell: goods, software or a service. */
export const product = defineObject('product', {
  plural: 'products',
  title: 'name',
  icon: 'package',
  search: ['name', 'code'],
  fields: {
    name: text({ required: true, max: 200 }),
    code: text({ max: 50, unique: true, copyable: true }),
    category: link(productCategory, { reverse: 'products', onRemove: 'forbid' }),
    status: choice(
      [
        { key: 'onSale', color: 'green' },
        { key: 'approvalOnly', color: 'amber' },
        { key: 'offSale', color: 'grey' },
      ],
      { default: 'onSale', indexed: true },
    ),
    price: money({ min: 0 }),
    cost: money({ min: 0 }),
    taxRate: percent({ min: 0, max: 100 }),
    unit: text({ max: 20 }),
    specification: text({ max: 200 }),
    tags: tags(),
    description: longText(),
  },
  views: {
    list: { columns: ['name', 'code', 'category', 'status', 'price', 'cost', 'unit', 'updatedAt'], sort: 'name' },
    facts: ['code', 'category', 'status', 'price', 'unit'],
    form: [
      { section: 'basic', rows: [['name', 'code'], ['category', 'status'], ['unit', 'specification'], ['tags']] },
      { section: 'price', rows: [['price', 'cost'], ['taxRate']] },
      { section: 'description', rows: [['description']] },
    ],
  },
})
