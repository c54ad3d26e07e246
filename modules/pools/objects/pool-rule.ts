import { choice, defineObject, integer, json, link, percent, text, yesNo } from '#kernel/model'
import { pool } from './pool.ts'
import { roles } from './roles.ts'

/** When a record falls back to the pool: so many days after a date of it, if the filter holds. */
export const poolRule = defineObject('poolRule', {
  plural: 'poolRules',
  title: 'name',
  owned: false,
  follows: 'pool',
  listedFor: 'editors',
  exchange: { by: ['pool', 'name'] },
  icon: 'list-restart',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100 }),
    pool: link(pool, { required: true, reverse: 'rules', onRemove: 'follow' }),
    isActive: yesNo({ default: true }),
    /** Whose records: of this department with all below it, of people with this role; empty: everybody's. */
    department: link('department', { onRemove: 'clear' }),
    role: choice(roles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
    /** Which records, in the filter language of lists; what the filter leaves out is exempt. */
    filter: json({ filterOf: { at: 'pool.kind' } }),
    /** A date of the record. The days count from it or from when its owner got the record, whichever is later; a record without that date counts from then. */
    clock: text({ max: 60, fieldOf: { at: 'pool.kind' }, sorts: ['day', 'instant'] }),
    days: integer({ required: true, min: 1, max: 3_650 }),
    /** Customers with an open deal at least so likely are left alone; empty spares none. */
    sparedFrom: percent({ min: 0, max: 100, default: 50 }),
    /** So many days before, the owner is warned. Nobody loses a record without so long a notice, also where a rule is new or has changed. */
    noticeDays: integer({ required: true, default: 7, min: 0, max: 365 }),
    /** So many days before, whoever was warned is reminded: `3, 1`. */
    remindDays: text({ max: 60, default: '3, 1' }),
  },
  views: {
    list: { columns: ['name', 'pool', 'department', 'role', 'clock', 'days', 'noticeDays', 'remindDays', 'isActive'], sort: 'name' },
    facts: ['pool', 'days', 'noticeDays'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'pool'],
          ['department', 'role'],
          ['clock', 'days'],
          ['noticeDays', 'remindDays'],
          ['sparedFrom', 'isActive'],
          ['filter'],
        ],
      },
    ],
  },
})
