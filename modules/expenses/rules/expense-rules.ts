import { defineRules, issue, type Money, type RuleContext, type RulesDef } from '#kernel/model'
import { amountOf } from '#objects/catalog'
import { expense } from '../objects/expense.ts'
import { expenseKind } from '../objects/expense-kind.ts'

type Values = Readonly<Record<string, unknown>>

/** What was submitted stays as it is, until it comes back as a draft. */
const kept = [
  'purpose',
  'kind',
  'side',
  'spentOn',
  'amount',
  'tax',
  'receiptNumber',
  'account',
  'opportunity',
  'trip',
  'isGeneral',
  'number',
  'files',
] as const
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What the row of its kind says of sums, where the expense is in the currency of the workspace. */
function sumOf(value: unknown, amount: unknown, context: RuleContext): number | null {
  const currency = typeof amount === 'object' ? (amount as Money | null)?.currency : undefined
  return value === null || value === undefined || (currency ?? context.currency) !== context.currency ? null : Number(value)
}

function concernOf(row: Values, context: RuleContext): 'overLimit' | 'sameReceipt' | null {
  const limit = sumOf(context.option('kind', row.kind)?.limit, row.amount, context)
  if (row.sameAs) return 'sameReceipt'
  return limit !== null && (amountOf(row.amount) ?? 0) > limit ? 'overLimit' : null
}

const expenseRules = defineRules(expense, {
  derive: (row, _before, context) => ({ concern: concernOf(row, context) }),
  check: (row, before, context) => {
    const amount = amountOf(row.amount) ?? 0
    const isKept = !!before && before.status !== 'draft' && !context.isSystem
    return [
      amount === 0 && issue('amount', 'expenses.nothing'),
      amount < 0 && !row.counters && issue('amount', 'expenses.positive'),
      Math.abs(amountOf(row.tax) ?? 0) > Math.abs(amount) && issue('tax', 'expenses.tax-beyond'),
      !!row.isGeneral && (!!row.account || !!row.opportunity) && issue('isGeneral', 'expenses.general-or-customer'),
      row.status !== 'draft' && !row.isGeneral && !row.account && !row.opportunity && issue('account', 'expenses.for-whom'),
      !!before && !context.isSystem && row.status !== before.status && issue('status', 'expenses.by-action'),
      ...(isKept
        ? kept
            .filter((name) => (row as Values)[name] !== undefined && !(name === 'files' && row.files === null))
            .filter((name) => name === 'files' || !isSame((row as Values)[name], (before as Values)[name]))
            .map((name) => issue(name, 'expenses.stands'))
        : []),
    ]
  },
})

/** Expenses keep the key of their kind. */
const kindRules = defineRules(expenseKind, {
  check: (row, before) => [
    !!before && before.key !== row.key && issue('key', 'expenses.key-stays'),
    !!row.key && !/^[a-z][a-zA-Z0-9]*$/.test(row.key) && issue('key', 'expenses.key-form'),
  ],
})

export const rules: readonly RulesDef[] = [expenseRules, kindRules]
