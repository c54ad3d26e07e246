import { extendObject, rollUp } from '#kernel/model'
import { account } from '#objects/customers'

/** What is being sold to a customer, on the customer. */
export const accountSales = extendObject(account, {
  fields: {
    openOpportunities: rollUp({ of: 'opportunities', measure: 'count', filter: { outcome: 'open' } }),
    lastWonOn: rollUp({ of: 'opportunities', measure: 'max', field: 'closedOn', filter: { outcome: 'won' } }),
    openAmount: rollUp({ of: 'opportunities', measure: 'sum', field: 'amount', filter: { outcome: 'open' } }),
  },
  columns: ['openOpportunities', 'openAmount'],
  facts: ['openOpportunities', 'openAmount'],
  sections: [{ section: 'sales', rows: [['openOpportunities', 'openAmount'], ['lastWonOn']] }],
})
