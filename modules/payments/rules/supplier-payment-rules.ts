import { defineRules, issue, type Money } from '#kernel/model'
import { supplierPayment } from '../objects/supplier-payment.ts'

type Values = Readonly<Record<string, unknown>>

const kept = ['contract', 'planLine', 'amount', 'purpose', 'legalEntity', 'bankAccount', 'method', 'number'] as const
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What was agreed to stays as it is; only a counter entry is below zero. */
export const supplierPaymentRules = defineRules(supplierPayment, {
  check: (row, before, context) => {
    const amount = (row.amount as Money | null)?.amount ?? 0
    const isKept = !!before && before.status !== 'requested' && !context.isSystem
    return [
      amount === 0 && issue('amount', 'payments.nothing'),
      amount < 0 && !row.counters && issue('amount', 'payments.came-is-positive'),
      ...(isKept
        ? kept.filter((name) => !isSame((row as Values)[name], (before as Values)[name])).map((name) => issue(name, 'payments.stands'))
        : []),
    ]
  },
})
