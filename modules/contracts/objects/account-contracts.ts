import { extendObject, formula, rollUp } from '#kernel/model'
import { account } from '#objects/customers'

/** Says that a day comes of it, so that a formula may count on from it. */
const asDay = { as: 'day' } as const
const sold = { kind: { ne: 'purchase' } }

/** What runs with a customer, and until when: a contract that ended counts by the day it ended, one that runs by the day it will. */
export const accountContracts = extendObject(account, {
  fields: {
    runningContracts: rollUp({ of: 'contracts', measure: 'count', filter: { status: 'running', ...sold } }),
    runsUntil: rollUp({
      ...asDay,
      of: 'contracts',
      measure: 'max',
      field: 'endsOn',
      filter: { ...sold, or: [{ status: 'running' }, { status: 'finished', endedOn: { empty: true } }] },
    }),
    ranUntil: rollUp({
      ...asDay,
      of: 'contracts',
      measure: 'max',
      field: 'endedOn',
      filter: { ...sold, status: { in: ['finished', 'terminated'] } },
    }),
    contractEndsOn: formula({
      whenAsked: true,
      expression: 'has(runsUntil) ? (has(ranUntil) && ranUntil > runsUntil ? ranUntil : runsUntil) : ranUntil',
      as: 'day',
    }),
    hasRunningContract: formula({ whenAsked: true, expression: 'has(runningContracts) && runningContracts > 0', as: 'yesNo' }),
  },
  sections: [{ section: 'contracts', rows: [['runningContracts', 'contractEndsOn']] }],
})
