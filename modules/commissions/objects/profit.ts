import { extendObject, formula, rollUp } from '#kernel/model'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'

/** What a won deal gains, as far as the reader may see it: net less the cost of the day, less commission and approved expenses; nothing where a cost is missing. */
export const dealProfit = extendObject(opportunity, {
  fields: {
    grossProfit: rollUp({ of: 'saleCredits', measure: 'max', field: 'profit', filter: { event: 'won' } }),
    commission: rollUp({ of: 'commissionLines', measure: 'sum', field: 'result' }),
    dealProfit: formula({
      whenAsked: true,
      expression:
        'grossProfit - (has(commission) ? commission : grossProfit - grossProfit) - (has(expenseCost) ? expenseCost : grossProfit - grossProfit)',
      as: 'money',
      scale: 2,
    }),
  },
  sections: [{ section: 'profit', rows: [['grossProfit', 'commission'], ['dealProfit']] }],
})

const ofWon = { outcome: 'won' }
/** The 365 days before the last 365. */
const inYearBefore = { and: [{ closedOn: { within: 'last730Days' } }, { not: { closedOn: { within: 'last365Days' } } }] }
const isKnown = 'wonDeals == dealsWithProfit'

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
    profitLastYear: rollUp({
      of: 'opportunities',
      measure: 'sum',
      field: 'dealProfit',
      filter: { ...ofWon, closedOn: { within: 'last365Days' } },
    }),
    profitYearBefore: rollUp({ of: 'opportunities', measure: 'sum', field: 'dealProfit', filter: { ...ofWon, ...inYearBefore } }),
    profitGap: formula({
      expression: `${isKnown} && has(profitLastYear) && has(profitYearBefore) ? profitLastYear - profitYearBefore : null`,
      as: 'money',
      scale: 2,
    }),
    /** Grades may go by it. Nothing to grow from, nothing said. */
    profitGrowth: formula({
      expression: `${isKnown} && has(profitLastYear) && profitYearBefore > 0 ? (profitLastYear - profitYearBefore) * 100 / profitYearBefore : null`,
      as: 'percent',
      scale: 1,
    }),
  },
  sections: [
    {
      section: 'profit',
      rows: [
        ['dealsProfit', 'customerProfit'],
        ['wonDeals', 'dealsWithProfit'],
        ['profitLastYear', 'profitYearBefore'],
        ['profitGap', 'profitGrowth'],
      ],
    },
  ],
})
