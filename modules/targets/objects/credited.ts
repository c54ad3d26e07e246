import { extendObject, link, person, rollUp } from '#kernel/model'
import { contract, contractChange } from '#objects/contracts'
import { account } from '#objects/customers'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'

/**
 * Whose result it was, and of which department, when it happened: the deal was won, the contract signed, its change put in force, the money confirmed. A later transfer, or a person who moves, does not
 * move it; only what is taken back loses it.
 */
export const credited = [opportunity, contract, contractChange, receipt].map((object) =>
  extendObject(object, {
    fields: {
      creditedTo: person({ readOnly: true, indexed: true, onRemove: 'clear' }),
      creditedDepartment: link('department', { readOnly: true, indexed: true, onRemove: 'forbid' }),
    },
    sections: [{ section: 'credit', rows: [['creditedTo', 'creditedDepartment']] }],
  }),
)

/** When a customer bought for the first time. */
export const firstWon = extendObject(account, {
  fields: { firstWonOn: rollUp({ of: 'opportunities', measure: 'min', field: 'closedOn', filter: { outcome: 'won' } }) },
})
