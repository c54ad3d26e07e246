import { choice, defineObject, integer, json, link, text, yesNo } from '#kernel/model'
import { pool } from './pool.ts'
import { roles } from './roles.ts'

/** How much a person may claim, hold and protect, by role and department; the first active row that fits a person counts, before what the pool itself says. */
export const poolLimit = defineObject('poolLimit', {
  plural: 'poolLimits',
  title: 'name',
  owned: false,
  listedFor: 'editors',
  icon: 'gauge',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100 }),
    position: integer({ required: true, default: 10, min: 0, max: 10_000 }),
    isActive: yesNo({ default: true }),
    kind: choice(
      [
        { key: 'account', color: 'accent' },
        { key: 'lead', color: 'green' },
      ],
      { default: 'account', required: true },
    ),
    /** Empty: for all pools of the kind. */
    pool: link(pool, { reverse: 'limits', onRemove: 'follow' }),
    /** Empty: whatever the role. */
    role: choice(roles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
    /** With all below it; empty: the whole company. */
    department: link('department', { onRemove: 'clear' }),
    perDay: integer({ min: 0, max: 10_000 }),
    perWeek: integer({ min: 0, max: 50_000 }),
    mostHeld: integer({ min: 0, max: 100_000 }),
    /** How many of his a person may protect at the same time. */
    mostLocked: integer({ min: 0, max: 10_000 }),
    /** Records that these conditions mean do not count as held. */
    uncounted: json({ filterOf: { at: 'kind' } }),
  },
  views: {
    list: {
      columns: ['position', 'name', 'kind', 'role', 'department', 'pool', 'perDay', 'perWeek', 'mostHeld', 'mostLocked', 'isActive'],
      sort: 'position',
    },
    facts: ['kind', 'role', 'department'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'position'],
          ['kind', 'pool'],
          ['role', 'department'],
          ['perDay', 'perWeek'],
          ['mostHeld', 'mostLocked'],
          ['isActive'],
          ['uncounted'],
        ],
      },
    ],
  },
})
