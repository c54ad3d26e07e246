import { extendObject, formula, rollUp } from '#kernel/model'
import { account } from '#objects/customers'

const agreed = { kind: { ne: 'purchase' }, status: { in: ['running', 'finished', 'terminated'] } }

/** When a customer last paid, what he owes, and what of that beyond its day. */
export const accountMoney = extendObject(account, {
  fields: {
    lastReceivedOn: rollUp({
      of: 'receipts',
      measure: 'max',
      field: 'countsOn',
      filter: { status: 'confirmed', kind: { in: ['payment', 'advance', 'deposit', 'retention'] } },
    }),
    receivableMoney: rollUp({ of: 'contracts', measure: 'sum', field: 'receivable', filter: agreed }),
    overdueMoney: rollUp({ of: 'contracts', measure: 'sum', field: 'overdue', filter: agreed }),
    overdueDays: rollUp({ of: 'contracts', measure: 'max', field: 'overdueDays', filter: agreed }),
    hasOverdueMoney: formula({ whenAsked: true, expression: 'has(overdueDays) && overdueDays > 0', as: 'yesNo' }),
  },
  facts: ['receivableMoney', 'overdueMoney'],
  sections: [
    {
      section: 'money',
      rows: [
        ['lastReceivedOn', 'receivableMoney'],
        ['overdueMoney', 'overdueDays'],
      ],
    },
  ],
})
