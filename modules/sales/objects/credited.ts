import { day, extendObject, formula, link, person } from '#kernel/model'
import { opportunity } from './opportunity.ts'

/**
 * Whose deal it was, and of which department, when it was won or lost. A later transfer, or a person who moves, does not move it; a deal that is open again is nobody's result. Shares of what was
 * won are credits of their own.
 */
export const credited = extendObject(opportunity, {
  fields: {
    creditedTo: person({ readOnly: true, indexed: true, onRemove: 'clear' }),
    creditedDepartment: link('department', { readOnly: true, indexed: true, onRemove: 'forbid' }),
    /** When the lead came in that it began as, and the days from there until it was closed. */
    leadOn: day({ readOnly: true }),
    leadDays: formula({ expression: 'has(leadOn) && has(closedOn) ? closedOn - leadOn : null', as: 'integer', total: false }),
  },
  sections: [
    {
      section: 'credit',
      rows: [
        ['creditedTo', 'creditedDepartment'],
        ['leadOn', 'leadDays'],
      ],
    },
  ],
})
