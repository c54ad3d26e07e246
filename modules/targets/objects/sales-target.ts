import { choice, day, defineObject, integer, link, money, person, text, yesNo } from '#kernel/model'
import { productCategory } from '#objects/catalog'

/** What a target counts. The first four are sums of money, the others numbers. */
export const measures = ['won', 'signed', 'received', 'margin', 'wonCount', 'newCustomers'] as const
export type Measure = (typeof measures)[number]
export const levels = ['target', 'stretch', 'challenge'] as const
export type Level = (typeof levels)[number]

/**
 * What somebody, a department or the company is to reach in one month; quarters and years are sums of months. What was reached is counted at every reading and stands nowhere. Of a person it
 * stays with the department that he was in when it was set.
 */
export const salesTarget = defineObject('salesTarget', {
  plural: 'salesTargets',
  title: 'name',
  owned: true,
  icon: 'target',
  search: ['name'],
  fields: {
    /** Whose and for when, in words. */
    name: text({ max: 200, readOnly: true }),
    whom: choice(
      [
        { key: 'person', color: 'accent' },
        { key: 'department', color: 'violet' },
        { key: 'company', color: 'green' },
      ],
      { default: 'person', required: true, indexed: true },
    ),
    person: person({ onRemove: 'forbid' }),
    department: link('department', { onRemove: 'forbid', column: 'for_department_id' }),
    measure: choice(measures, { default: 'signed', required: true, indexed: true }),
    level: choice(
      [
        { key: 'target', color: 'accent' },
        { key: 'stretch', color: 'amber' },
        { key: 'challenge', color: 'red' },
      ],
      { default: 'target', required: true },
    ),
    /** First day of the month. */
    month: day({ required: true, default: 'today', indexed: true }),
    /** Of somebody who came to the department within the month: from when on this part of his target holds. */
    since: day(),
    /** Of one line of products alone, with what is below it. */
    category: link(productCategory, { reverse: 'salesTargets', onRemove: 'forbid' }),
    amount: money({ min: 0 }),
    count: integer({ min: 0 }),
    remark: text({ max: 300 }),
    /** One target each: whose, what, when, which level and line. */
    subject: text({ max: 300, readOnly: true, unique: true }),
    /** Its department, name and owner are found. */
    isPlaced: yesNo({ readOnly: true, default: false, indexed: true }),
  },
  views: {
    list: {
      columns: ['name', 'whom', 'person', 'department', 'month', 'measure', 'level', 'amount', 'count', 'category', 'updatedAt'],
      sort: '-month',
    },
    facts: ['month', 'measure', 'level', 'amount', 'count'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'whom'],
          ['person', 'department'],
          ['measure', 'level'],
          ['month', 'since'],
          ['category'],
          ['amount', 'count'],
          ['remark'],
        ],
      },
    ],
  },
})
