import { extendObject, rollUp } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'

const lastContact = () => ({
  lastFollowUpAt: rollUp({ of: 'followUps', measure: 'max', field: 'happenedAt' }),
  nextTaskOn: rollUp({ of: 'tasks', measure: 'min', field: 'dueOn', filter: { state: 'open' } }),
})
const shown = ['lastFollowUpAt', 'nextTaskOn'] as const

/** When somebody last spoke to them, and what is next: on customers, contacts and leads. */
export const whatHappened = [account, contact, lead].map((object) =>
  extendObject(object, {
    fields: lastContact(),
    columns: [...shown],
    facts: [...shown],
    sections: [{ section: 'activities', rows: [[...shown]] }],
  }),
)
