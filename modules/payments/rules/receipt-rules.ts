import { defineRules, issue, type Money } from '#kernel/model'
import { allocation } from '../objects/allocation.ts'
import { receipt } from '../objects/receipt.ts'
import { keyOf } from './target.ts'

type Values = Readonly<Record<string, unknown>>

const kept = ['amount', 'receivedOn', 'account', 'kind', 'method', 'maturesOn', 'refundOf', 'reverses', 'bankReference', 'number'] as const
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** Paid by a paper that is paid later. */
export const isBill = ({ method }: Readonly<{ method?: unknown }>): boolean => method === 'acceptance' || method === 'cheque'

/** What a receipt's day, sign and state say; what finance has confirmed is corrected by a counter record, not changed. */
export const receiptRules = defineRules(receipt, {
  derive: (row, before) => {
    const countsOn = isBill(row) && !row.isCash && row.maturesOn ? row.maturesOn : row.receivedOn
    return {
      ...(countsOn ? { countsOn } : {}),
      ...(!before && row.status === 'unclaimed' && row.account ? { status: 'proposed' as const } : {}),
    }
  },
  check: (row, before, context) => {
    const amount = (row.amount as Money | null)?.amount ?? 0
    // What goes back of a deposit is a deposit: neither counts as received.
    const goesBack = row.kind === 'refund' || !!row.refundOf || !!row.reverses
    const isKept = !!before && before.status !== 'unclaimed' && before.status !== 'proposed' && !context.isSystem
    return [
      amount === 0 && issue('amount', 'payments.nothing'),
      amount !== 0 && amount < 0 !== goesBack && issue('amount', goesBack ? 'payments.back-is-negative' : 'payments.came-is-positive'),
      row.kind === 'refund' && !row.refundOf && issue('refundOf', 'payments.refund-of-what'),
      (row.status === 'confirmed' || row.status === 'reversed') && !row.account && issue('account', 'payments.whose'),
      !!before && !context.isSystem && row.status !== before.status && issue('status', 'payments.by-action'),
      ...(isKept
        ? kept.filter((name) => !isSame((row as Values)[name], (before as Values)[name])).map((name) => issue(name, 'payments.stands'))
        : []),
    ]
  },
})

/** What is taken of the receipt goes the same way as what is given to the contract, and is the same in one currency. */
export const allocationRules = defineRules(allocation, {
  check: (row) => {
    const [given, taken] = [row.amount as Money | null, row.paid as Money | null]
    const isWrong =
      !!given && !!taken && (given.amount < 0 !== taken.amount < 0 || (given.currency === taken.currency && given.amount !== taken.amount))
    return [isWrong && issue('paid', 'payments.paid-differs'), keyOf(row as never) === '' && issue('contract', 'payments.for-what')]
  },
})
