import { extendObject, link } from '#kernel/model'
import { followUp, task } from '#objects/activities'
import { opportunity } from './opportunity.ts'

/** Follow-ups and tasks about a deal; whoever reads the deal reads them. */
export const dealActivities = [followUp, task].map((object) =>
  extendObject(object, {
    fields: { opportunity: link(opportunity, { reverse: object.plural, onRemove: 'follow' }) },
    follows: ['opportunity'],
    columns: ['opportunity'],
    facts: ['opportunity'],
    sections: [{ section: 'sales', rows: [['opportunity']] }],
  }),
)
