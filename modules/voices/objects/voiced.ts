import { extendObject, rollUp } from '#kernel/model'
import { account } from '#objects/customers'

/** What customers said, counted on them. */
export const voiced = extendObject(account, {
  fields: {
    feedbackCount: rollUp({ of: 'feedback', measure: 'count' }),
    openComplaints: rollUp({ of: 'feedback', measure: 'count', filter: { kind: 'complaint', state: 'open' } }),
    lowestSatisfaction: rollUp({ of: 'feedback', measure: 'min', field: 'satisfaction' }),
    lastSatisfaction: rollUp({ of: 'feedback', measure: 'latest', field: 'satisfaction', filter: { satisfaction: { empty: false } } }),
  },
  sections: [
    {
      section: 'voices',
      rows: [
        ['feedbackCount', 'openComplaints'],
        ['lastSatisfaction', 'lowestSatisfaction'],
      ],
    },
  ],
})
