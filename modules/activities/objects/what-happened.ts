import { extendObject, rollUp } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { followUp } from './follow-up.ts'

const lastContact = () => ({
  lastFollowUpAt: rollUp({ of: 'followUps', measure: 'max', field: 'happenedAt' }),
  nextTaskOn: rollUp({ of: 'tasks', measure: 'min', field: 'dueOn', filter: { state: 'open' } }),
})
const shown = ['lastFollowUpAt', 'nextTaskOn'] as const

/** How much was said to a follow-up. */
const said = extendObject(followUp, { fields: { commentCount: rollUp({ of: 'comments', measure: 'count' }) } })

/** When somebody last spoke to them, and what is next: on customers, contacts and leads. */
export const whatHappened = [
  said,
  ...[account, contact, lead].map((object) =>
    extendObject(object, {
      fields: lastContact(),
      columns: [...shown],
      facts: [...shown],
      sections: [{ section: 'activities', rows: [[...shown]] }],
    }),
  ),
]
