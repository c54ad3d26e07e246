import { eitherOf, extendObject, formula, rollUp } from '#kernel/model'
import { account } from '#objects/customers'

const asMoney = { as: 'money' } as const
const asDays = { as: 'integer' } as const

const agreed = { kind: { ne: 'purchase' }, status: { in: ['running', 'finished', 'terminated'] } }

/**
 * When a customer last paid, what he owes, and what of that beyond its day: by contract what is agreed and not paid, and what was billed without a contract. A line of an invoice counts on
 * one side alone.
 */
export const accountMoney = extendObject(account, {
  fields: {
    lastReceivedOn: rollUp({
      of: 'receipts',
      measure: 'max',
      field: 'countsOn',
      filter: { status: 'confirmed', kind: { in: ['payment', 'advance', 'deposit', 'retention'] } },
    }),
    receivableByContract: rollUp({ of: 'contracts', measure: 'sum', field: 'receivable', filter: agreed, ...asMoney }),
    receivableBeside: rollUp({ of: 'invoices', measure: 'sum', field: 'openBeside', ...asMoney }),
    receivableMoney: formula({ expression: eitherOf('receivableByContract', 'receivableBeside'), as: 'money' }),
    overdueByContract: rollUp({ of: 'contracts', measure: 'sum', field: 'overdue', filter: agreed, ...asMoney }),
    overdueBeside: rollUp({ of: 'invoices', measure: 'sum', field: 'overdueBeside', ...asMoney }),
    overdueMoney: formula({ expression: eitherOf('overdueByContract', 'overdueBeside'), as: 'money' }),
    daysByContract: rollUp({ of: 'contracts', measure: 'max', field: 'overdueDays', filter: agreed, ...asDays }),
    daysBeside: rollUp({ of: 'invoices', measure: 'max', field: 'overdueDays', ...asDays }),
    overdueDays: formula({
      expression: eitherOf('daysByContract', 'daysBeside', 'max(daysByContract, daysBeside)'),
      as: 'integer',
      total: false,
    }),
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
