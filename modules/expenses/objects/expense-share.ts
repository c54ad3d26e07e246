import { defineObject, link, money, percent, text } from '#kernel/model'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'

/** What part of an expense a deal or a customer bears; all of its shares together are the whole of it. */
export const expenseShare = defineObject('expenseShare', {
  plural: 'expenseShares',
  title: 'note',
  partOf: 'expense',
  icon: 'split',
  fields: {
    expense: link('expense', { required: true, onRemove: 'follow' }),
    opportunity: link(opportunity, { reverse: 'expenseShares', onRemove: 'forbid' }),
    account: link(account, { reverse: 'expenseShares', onRemove: 'forbid' }),
    share: percent({ required: true, min: 0, max: 100 }),
    /** Its part of the cost, to the cent: what is left over by rounding lies with the largest share. */
    cost: money({ readOnly: true }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['opportunity', 'account', 'share', 'cost', 'note'], sort: '-share' },
    form: [
      {
        section: 'basic',
        rows: [['opportunity', 'account'], ['share', 'cost'], ['note']],
      },
    ],
  },
})
