import { choice, defineObject, department, link, person, text } from '#kernel/model'

/** Whom a plan is for: a person, a department with those below it, or everybody with a role. */
export const commissionSeat = defineObject('commissionSeat', {
  plural: 'commissionSeats',
  title: 'remark',
  partOf: 'plan',
  icon: 'users-round',
  fields: {
    plan: link('commissionPlan', { required: true, onRemove: 'follow' }),
    person: person({ onRemove: 'follow' }),
    department: link(department, { reverse: 'commissionSeats', onRemove: 'follow' }),
    role: choice(['administrator', 'manager', 'rep', 'finance', 'readonly'], {
      from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true },
    }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['person', 'department', 'role', 'remark'], sort: 'createdAt' },
    form: [
      {
        section: 'basic',
        rows: [
          ['person', 'department'],
          ['role', 'remark'],
        ],
      },
    ],
  },
})
