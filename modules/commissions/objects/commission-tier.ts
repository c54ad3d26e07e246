import { defineObject, link, money, percent, text } from '#kernel/model'

/** From which sum on which rate holds. */
export const commissionTier = defineObject('commissionTier', {
  plural: 'commissionTiers',
  title: 'remark',
  partOf: 'plan',
  icon: 'list',
  unique: [['plan', 'from']],
  fields: {
    plan: link('commissionPlan', { required: true, onRemove: 'follow' }),
    from: money({ required: true, min: 0, default: 0 }),
    rate: percent({ required: true, scale: 4, min: 0, max: 100 }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['from', 'rate', 'remark'], sort: 'from' },
    form: [{ section: 'basic', rows: [['from', 'rate'], ['remark']] }],
  },
})
