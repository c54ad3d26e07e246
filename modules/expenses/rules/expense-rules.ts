import { defineRules, type Issue, issue, type Money, type RuleContext, type RulesDef } from '#kernel/model'
import { amountOf } from '#objects/catalog'
import { expense } from '../objects/expense.ts'
import { expenseKind } from '../objects/expense-kind.ts'
import { expenseShare } from '../objects/expense-share.ts'
import { sharedHundredths, whole } from './shares.ts'

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
  'contact',
  'trip',
  'isGeneral',
  'shares',
  'number',
  'files',
] as const
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What the row of its kind says of sums, where the expense is in the currency of the workspace. */
function sumOf(value: unknown, amount: unknown, context: RuleContext): number | null {
  const currency = typeof amount === 'object' ? (amount as Money | null)?.currency : undefined
  return value === null || value === undefined || (currency ?? context.currency) !== context.currency ? null : Number(value)
}

function concernOf(row: Values, context: RuleContext): 'overLimit' | 'sameReceipt' | 'samePicture' | null {
  const limit = sumOf(context.option('kind', row.kind)?.limit, row.amount, context)
  if (row.sameAs) return row.isSamePicture ? 'samePicture' : 'sameReceipt'
  return limit !== null && (amountOf(row.amount) ?? 0) > limit ? 'overLimit' : null
}

/** Lines as they are being written; undefined where they are not. */
const sharesIn = (row: Values): readonly Values[] | undefined => (Array.isArray(row.shares) ? (row.shares as readonly Values[]) : undefined)

/** For nobody in particular, for one, or for several in shares: one of the three. */
function forWhom(row: Values): readonly (Issue | false)[] {
  const shares = sharesIn(row)
  const isForOne = !!row.account || !!row.opportunity
  const sum = shares && sharedHundredths(shares)
  return [
    !!row.isGeneral && isForOne && issue('isGeneral', 'expenses.general-or-customer'),
    !!row.isSplit && (isForOne || !!row.isGeneral) && issue('shares', 'expenses.split-or-one'),
    row.status !== 'draft' && !row.isGeneral && !isForOne && !row.isSplit && issue('account', 'expenses.for-whom'),
    !!shares?.length && sum !== whole && issue('shares', 'expenses.shares-not-whole', { sum: Number(sum) / 100 }),
  ]
}

const isTouched = (row: Values, name: string): boolean => row[name] !== undefined && !(isLines(name) && row[name] === null)
const isLines = (name: string): boolean => name === 'files' || name === 'shares'

const expenseRules = defineRules(expense, {
  derive: (row, _before, context) => {
    const shares = sharesIn(row)
    return { concern: concernOf(row, context), ...(shares ? { isSplit: shares.length > 0 } : {}) }
  },
  check: (row, before, context) => {
    const amount = amountOf(row.amount) ?? 0
    const isKept = !!before && before.status !== 'draft' && !context.isSystem
    return [
      amount === 0 && issue('amount', 'expenses.nothing'),
      amount < 0 && !row.counters && issue('amount', 'expenses.positive'),
      Math.abs(amountOf(row.tax) ?? 0) > Math.abs(amount) && issue('tax', 'expenses.tax-beyond'),
      ...forWhom(row),
      !!before && !context.isSystem && row.status !== before.status && issue('status', 'expenses.by-action'),
      ...(isKept
        ? kept
            .filter((name) => isTouched(row, name))
            .filter((name) => isLines(name) || !isSame((row as Values)[name], (before as Values)[name]))
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

/** A share is somebody's. */
const shareRules = defineRules(expenseShare, {
  check: (row) => [!row.opportunity && !row.account && issue('account', 'expenses.share-for-whom')],
})

export const rules: readonly RulesDef[] = [expenseRules, kindRules, shareRules]
