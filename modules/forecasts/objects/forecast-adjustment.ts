import { choice, day, defineObject, money, person, text } from '#kernel/model'
import { periodKinds } from '#objects/targets'

/** What a superior makes of somebody's figure, and why. It stands beside what that person said, and nobody changes it: whoever thinks otherwise later makes another. */
export const forecastAdjustment = defineObject('forecastAdjustment', {
  plural: 'forecastAdjustments',
  title: 'reason',
  owned: true,
  listedFor: 'nobody',
  icon: 'list-restart',
  fields: {
    person: person({ required: true, onRemove: 'forbid' }),
    kind: choice(periodKinds, { default: 'month', required: true }),
    /** First day of the period. */
    from: day({ required: true, indexed: true }),
    amount: money({ required: true, min: 0 }),
    reason: text({ required: true, max: 500 }),
  },
  views: {
    list: { columns: ['person', 'kind', 'from', 'amount', 'reason', 'createdBy', 'createdAt'], sort: '-createdAt' },
    form: [{ section: 'basic', rows: [['person'], ['kind', 'from'], ['amount'], ['reason']] }],
  },
})
