import { extendObject, rollUp } from '#kernel/model'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'

const counts = { status: { in: ['approved', 'paid'] } }

/** What winning a deal has cost so far. */
export const dealCosts = extendObject(opportunity, {
  fields: { expenseCost: rollUp({ of: 'expenses', measure: 'sum', field: 'cost', filter: counts }) },
  sections: [{ section: 'costs', rows: [['expenseCost']] }],
})

/** What winning a customer, and serving him, has cost so far. */
export const accountCosts = extendObject(account, {
  fields: {
    winningCost: rollUp({ of: 'expenses', measure: 'sum', field: 'cost', filter: { ...counts, side: 'winning' } }),
    servingCost: rollUp({ of: 'expenses', measure: 'sum', field: 'cost', filter: { ...counts, side: 'serving' } }),
  },
  sections: [{ section: 'costs', rows: [['winningCost', 'servingCost']] }],
})
