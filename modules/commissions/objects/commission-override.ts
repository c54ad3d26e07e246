import { choice, defineObject, department, integer, link, percent, person, text } from '#kernel/model'

/** Who earns of what others earn: a superior so many steps above, or somebody who is named, of everybody or of one department. */
export const commissionOverride = defineObject('commissionOverride', {
  plural: 'commissionOverrides',
  title: 'remark',
  partOf: 'plan',
  icon: 'users-round',
  fields: {
    plan: link('commissionPlan', { required: true, onRemove: 'follow' }),
    /** Empty: the superior of whoever sold. */
    person: person({ onRemove: 'follow' }),
    /** Of superiors, how many steps above: one is the next. */
    level: integer({ required: true, default: 1, min: 1, max: 3, total: false }),
    department: link(department, { reverse: 'commissionOverrides', onRemove: 'follow' }),
    /** Of what counted for the seller, or of what he earns by it. */
    basis: choice(['counted', 'commission'], { required: true, default: 'counted' }),
    rate: percent({ required: true, scale: 4, min: 0, max: 100 }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['person', 'level', 'department', 'basis', 'rate', 'remark'], sort: 'createdAt' },
    form: [
      {
        section: 'basic',
        rows: [
          ['person', 'level'],
          ['department', 'basis'],
          ['rate', 'remark'],
        ],
      },
    ],
  },
})
