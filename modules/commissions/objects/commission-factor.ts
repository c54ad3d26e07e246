import { choice, decimal, defineObject, link, text } from '#kernel/model'
import { productCategory } from '#objects/catalog'

/** By how much products of a group count more or less, or those that are pushed or held back on the day they are sold. Both together multiply. */
export const commissionFactor = defineObject('commissionFactor', {
  plural: 'commissionFactors',
  title: 'remark',
  partOf: 'plan',
  icon: 'list',
  unique: [['plan', 'category', 'standing']],
  fields: {
    plan: link('commissionPlan', { required: true, onRemove: 'follow' }),
    category: link(productCategory, { reverse: 'commissionFactors', onRemove: 'follow' }),
    standing: choice([
      { key: 'push', color: 'green' },
      { key: 'hold', color: 'amber' },
    ]),
    factor: decimal({ required: true, scale: 4, min: 0, max: 100 }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['category', 'standing', 'factor', 'remark'], sort: 'createdAt' },
    form: [
      {
        section: 'basic',
        rows: [
          ['category', 'standing'],
          ['factor', 'remark'],
        ],
      },
    ],
  },
})
