import { decimal, defineObject, link, text } from '#kernel/model'
import { productCategory } from '#objects/catalog'

/** By how much products of a group count more or less. */
export const commissionFactor = defineObject('commissionFactor', {
  plural: 'commissionFactors',
  title: 'remark',
  partOf: 'plan',
  icon: 'list',
  unique: [['plan', 'category']],
  fields: {
    plan: link('commissionPlan', { required: true, onRemove: 'follow' }),
    category: link(productCategory, { required: true, reverse: 'commissionFactors', onRemove: 'follow' }),
    factor: decimal({ required: true, scale: 4, min: 0, max: 100 }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['category', 'factor', 'remark'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['category', 'factor'], ['remark']] }],
  },
})
