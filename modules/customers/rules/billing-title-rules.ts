import { defineRules, issue } from '#kernel/model'
import { billingTitle } from '../objects/billing-title.ts'

const printed = ['kind', 'name', 'taxNumber', 'bank', 'bankAccount', 'address', 'phone'] as const

/** Tax numbers are kept without blanks, in capitals. Of a title that stands on a paper nothing changes that was printed. */
export const billingTitleRules = defineRules(billingTitle, {
  reads: [...printed, 'account', 'isFrozen'],
  derive: (row) => (row.taxNumber ? { taxNumber: row.taxNumber.replace(/\s+/g, '').toUpperCase() } : {}),
  check: (row, before) => [
    ...[...printed, 'account' as const].map(
      (name) => before?.isFrozen === true && (row[name] ?? null) !== (before[name] ?? null) && issue(name, 'customers.title-frozen'),
    ),
    before?.isFrozen === true && row.isFrozen !== true && issue('isFrozen', 'customers.title-frozen'),
  ],
})
