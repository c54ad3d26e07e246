import { choice, day, defineObject, integer, money, text } from '#kernel/model'
import { periodKinds } from '#objects/targets'

export const methods = ['stages', 'ownRates', 'categories'] as const
export type Method = (typeof methods)[number]
export const bases = ['own', 'company', 'thin'] as const

/** What a method foretold of a person and a period in a week. Kept as it was: never changed, never removed, however long ago. */
export const forecastSnapshot = defineObject('forecastSnapshot', {
  plural: 'forecastSnapshots',
  title: 'name',
  owned: true,
  icon: 'history',
  search: [],
  unique: [['owner', 'kind', 'from', 'week', 'method']],
  fields: {
    name: text({ max: 200, readOnly: true }),
    kind: choice(periodKinds, { required: true, readOnly: true }),
    from: day({ required: true, readOnly: true, indexed: true }),
    week: day({ required: true, readOnly: true, indexed: true }),
    method: choice(
      [
        { key: 'stages', color: 'accent' },
        { key: 'ownRates', color: 'violet' },
        { key: 'categories', color: 'green' },
      ],
      { required: true, readOnly: true },
    ),
    /** None where there is too little history. */
    amount: money({ readOnly: true }),
    closed: money({ readOnly: true }),
    open: money({ readOnly: true }),
    slipped: money({ readOnly: true }),
    target: money({ readOnly: true }),
    /** Whose past its rates are taken from. */
    basis: choice(bases, { readOnly: true }),
    /** Closed deals behind the rate that rests on the fewest. */
    cases: integer({ readOnly: true, total: false }),
  },
  views: {
    list: {
      columns: ['name', 'owner', 'kind', 'from', 'week', 'method', 'amount', 'closed', 'open', 'slipped', 'target', 'basis', 'createdAt'],
      sort: '-week',
    },
    facts: ['owner', 'from', 'week', 'method', 'amount'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'owner'],
          ['kind', 'from'],
          ['week', 'method'],
          ['amount', 'closed'],
          ['open', 'slipped'],
          ['target', 'basis'],
          ['cases'],
        ],
      },
    ],
  },
})
