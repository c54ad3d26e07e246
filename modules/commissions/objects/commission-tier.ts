import { decimal, defineObject, link, money, percent, text } from '#kernel/model'

/** From which sum on which rate holds; where pieces are counted, from how many on which sum for each. */
export const commissionTier = defineObject('commissionTier', {
  plural: 'commissionTiers',
  title: 'remark',
  partOf: 'plan',
  icon: 'list',
  unique: [['plan', 'from', 'fromUnits']],
  fields: {
    plan: link('commissionPlan', { required: true, onRemove: 'follow' }),
    from: money({ required: true, min: 0, default: 0 }),
    rate: percent({ scale: 4, min: 0, max: 100 }),
    fromUnits: decimal({ required: true, scale: 4, min: 0, default: 0 }),
    perUnit: money({ min: 0 }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['from', 'rate', 'fromUnits', 'perUnit', 'remark'], sort: 'from' },
    form: [{ section: 'basic', rows: [['from', 'rate'], ['fromUnits', 'perUnit'], ['remark']] }],
  },
})
