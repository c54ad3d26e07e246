import { extendObject, formula, rollUp } from '#kernel/model'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'

/** What a won deal gains, as far as the reader may see it: net less the cost of the day, less commission and approved expenses; nothing where a cost is missing. */
export const dealProfit = extendObject(opportunity, {
  fields: {
    grossProfit: rollUp({ of: 'saleCredits', measure: 'max', field: 'profit', filter: { event: 'won' } }),
    commission: rollUp({ of: 'commissionLines', measure: 'sum', field: 'result' }),
    dealProfit: formula({
      expression:
        'grossProfit - (has(commission) ? commission : grossProfit - grossProfit) - (has(expenseCost) ? expenseCost : grossProfit - grossProfit)',
      as: 'money',
      scale: 2,
    }),
  },
  sections: [{ section: 'profit', rows: [['grossProfit', 'commission'], ['dealProfit']] }],
})

/** What a customer gains: of all his won deals, less what serving him costs. One deal without a known cost, and nothing is said. */
export const accountProfit = extendObject(account, {
  fields: {
    wonDeals: rollUp({ of: 'opportunities', measure: 'count', filter: { outcome: 'won' } }),
    dealsWithProfit: rollUp({ of: 'opportunities', measure: 'count', filter: { outcome: 'won', dealProfit: { empty: false } } }),
    dealsProfit: rollUp({ of: 'opportunities', measure: 'sum', field: 'dealProfit', filter: { outcome: 'won' } }),
    customerProfit: formula({
      expression: 'wonDeals == dealsWithProfit ? dealsProfit - (has(servingCost) ? servingCost : dealsProfit - dealsProfit) : null',
      as: 'money',
      scale: 2,
    }),
  },
  sections: [
    {
      section: 'profit',
      rows: [
        ['dealsProfit', 'customerProfit'],
        ['wonDeals', 'dealsWithProfit'],
      ],
    },
  ],
})
