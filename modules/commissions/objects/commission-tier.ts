import { decimal, defineObject, link, money, percent, text } from '#kernel/model'

/** From which sum on which rate holds, or from how many per cent of the target of whoever earns; where pieces are counted, from how many on which sum for each. */
export const commissionTier = defineObject('commissionTier', {
  plural: 'commissionTiers',
  title: 'remark',
  partOf: 'plan',
  icon: 'list',
  unique: [['plan', 'from', 'ofTarget', 'fromUnits']],
  fields: {
    plan: link('commissionPlan', { required: true, onRemove: 'follow' }),
    from: money({ required: true, min: 0, default: 0 }),
    ofTarget: percent({ required: true, scale: 2, min: 0, max: 1000, default: 0 }),
    rate: percent({ scale: 4, min: 0, max: 100 }),
    fromUnits: decimal({ required: true, scale: 4, min: 0, default: 0 }),
    perUnit: money({ min: 0 }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['from', 'ofTarget', 'rate', 'fromUnits', 'perUnit', 'remark'], sort: 'from' },
    form: [{ section: 'basic', rows: [['from', 'ofTarget'], ['rate'], ['fromUnits', 'perUnit'], ['remark']] }],
  },
})
