import { choice, day, defineObject, formula, instant, money, text } from '#kernel/model'
import { periodKinds } from '#objects/targets'

/** What somebody says in a week that a period will bring, beside what his deals said then. Until the week is over he may say it anew; from then on it stays. */
export const forecastSubmission = defineObject('forecastSubmission', {
  plural: 'forecastSubmissions',
  title: 'name',
  owned: true,
  icon: 'upload',
  search: ['name'],
  unique: [['owner', 'kind', 'from', 'week']],
  fields: {
    name: text({ max: 200, readOnly: true }),
    kind: choice(periodKinds, { required: true, readOnly: true }),
    from: day({ required: true, readOnly: true, indexed: true }),
    /** Monday of the week in which it was said. */
    week: day({ required: true, readOnly: true, indexed: true }),
    amount: money({ readOnly: true }),
    closed: money({ readOnly: true }),
    commit: money({ readOnly: true }),
    bestCase: money({ readOnly: true }),
    pipeline: money({ readOnly: true }),
    note: text({ max: 500, readOnly: true }),
    submittedAt: instant({ readOnly: true }),
    isLocked: formula({ expression: 'today() - week >= 7', as: 'yesNo' }),
  },
  views: {
    list: {
      columns: ['name', 'owner', 'kind', 'from', 'week', 'amount', 'closed', 'commit', 'bestCase', 'isLocked', 'submittedAt'],
      sort: '-submittedAt',
    },
    facts: ['owner', 'amount', 'week', 'isLocked'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'owner'],
          ['kind', 'from'],
          ['week', 'amount'],
          ['closed', 'commit'],
          ['bestCase', 'pipeline'],
          ['isLocked', 'submittedAt'],
          ['note'],
        ],
      },
    ],
  },
})
