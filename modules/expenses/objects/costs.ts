import { eitherOf, extendObject, formula, rollUp } from '#kernel/model'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'

const counts = { status: { in: ['approved', 'paid'] } }
const countsInShares = { 'expense.status': counts.status }

/** Two sums of which either may be missing. */
const together = (one: string, other: string) => formula({ whenAsked: true, expression: eitherOf(one, other), as: 'money' })
const ofOne = (filter: object = {}) => rollUp({ of: 'expenses', measure: 'sum', field: 'cost', filter: { ...counts, ...filter } })
const ofShares = (filter: object = {}) =>
  rollUp({ of: 'expenseShares', measure: 'sum', field: 'cost', filter: { ...countsInShares, ...filter } })

/** What winning a deal has cost so far: its own expenses, and its shares in those it bears together with others. */
export const dealCosts = extendObject(opportunity, {
  fields: {
    ownExpenses: ofOne(),
    sharedExpenses: ofShares(),
    expenseCost: together('ownExpenses', 'sharedExpenses'),
  },
  sections: [{ section: 'costs', rows: [['expenseCost'], ['ownExpenses', 'sharedExpenses']] }],
})

/** What winning a customer, and serving him, has cost so far. */
export const accountCosts = extendObject(account, {
  fields: {
    ownWinning: ofOne({ side: 'winning' }),
    sharedWinning: ofShares({ 'expense.side': 'winning' }),
    winningCost: together('ownWinning', 'sharedWinning'),
    ownServing: ofOne({ side: 'serving' }),
    sharedServing: ofShares({ 'expense.side': 'serving' }),
    servingCost: together('ownServing', 'sharedServing'),
  },
  sections: [
    {
      section: 'costs',
      rows: [
        ['winningCost', 'servingCost'],
        ['ownWinning', 'sharedWinning'],
        ['ownServing', 'sharedServing'],
      ],
    },
  ],
})
