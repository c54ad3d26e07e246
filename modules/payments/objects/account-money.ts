import { extendObject, formula, rollUp } from '#kernel/model'
import { account } from '#objects/customers'

const agreed = { kind: { ne: 'purchase' }, status: { in: ['running', 'finished', 'terminated'] } }

/** When a customer last paid, and what he owes beyond its day. */
export const accountMoney = extendObject(account, {
  fields: {
    lastReceivedOn: rollUp({
      of: 'receipts',
      measure: 'max',
      field: 'countsOn',
      filter: { status: 'confirmed', kind: { in: ['payment', 'advance', 'deposit', 'retention'] } },
    }),
    overdueMoney: rollUp({ of: 'contracts', measure: 'sum', field: 'overdue', filter: agreed }),
    overdueDays: rollUp({ of: 'contracts', measure: 'max', field: 'overdueDays', filter: agreed }),
    hasOverdueMoney: formula({ whenAsked: true, expression: 'has(overdueDays) && overdueDays > 0', as: 'yesNo' }),
  },
  sections: [{ section: 'money', rows: [['lastReceivedOn'], ['overdueMoney', 'overdueDays']] }],
})
