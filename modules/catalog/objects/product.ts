import { choice, day, defineObject, formula, link, longText, money, percent, tags, text, yesNo } from '#kernel/model'
import { productCategory } from './product-category.ts'

const standings = [
  { key: 'push', color: 'green' },
  { key: 'hold', color: 'amber' },
] as const
const bounds = [
  { key: 'approvalOnly', color: 'amber' },
  { key: 'offSale', color: 'grey' },
] as const

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
    status: choice([{ key: 'onSale', color: 'green' }, ...bounds], { default: 'onSale', indexed: true }),
    price: money({ min: 0, total: false }),
    cost: money({ min: 0, total: false }),
    marginRate: formula({ expression: '(price - cost) / price * 100', as: 'percent', scale: 2 }),
    taxRate: percent({ min: 0, max: 100 }),
    /** The tax office's class of goods, as invoices name it; without one that of the category. */
    taxCode: text({ max: 19, copyable: true }),
    unit: text({ max: 20 }),
    specification: text({ max: 200 }),
    tags: tags(),
    /** Whether it shall be offered first or held back, why and how long. */
    promotion: choice(standings),
    promotionReason: text({ max: 300 }),
    promotionFrom: day(),
    promotionUntil: day({ indexed: true }),
    /** It came of a quote, and whoever keeps the catalogue has not taken it in yet. */
    isUncatalogued: yesNo({ default: false, indexed: true }),
    /** That it is not simply on sale, else what of that holds today; said wherever the product is picked. */
    standing: choice([...standings, ...bounds, { key: 'uncatalogued', color: 'violet' }], { readOnly: true, indexed: true }),
    description: longText(),
  },
  views: {
    list: { columns: ['name', 'code', 'category', 'status', 'price', 'cost', 'marginRate', 'unit', 'updatedAt'], sort: 'name' },
    facts: ['code', 'category', 'status', 'price', 'unit'],
    mark: 'standing',
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'code'],
          ['category', 'status'],
          ['unit', 'specification'],
          ['tags', 'isUncatalogued'],
        ],
      },
      {
        section: 'price',
        rows: [['price', 'cost'], ['taxRate', 'taxCode'], ['marginRate']],
      },
      {
        section: 'promotion',
        rows: [
          ['promotion', 'promotionReason'],
          ['promotionFrom', 'promotionUntil'],
        ],
      },
      { section: 'description', rows: [['description']] },
    ],
  },
})
