import { defineRules, issue, type Money } from '#kernel/model'
import { amountOf } from '#objects/catalog'
import { invoice } from '../objects/invoice.ts'

type Values = Readonly<Record<string, unknown>>
type Share = Readonly<{ amount?: unknown }>

const kept = [
  'kind',
  'account',
  'billingTitle',
  'titleName',
  'taxNumber',
  'legalEntity',
  'taxRate',
  'invoiceNumber',
  'issuedOn',
  'reverses',
  'number',
] as const
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const currencyOf = (amount: unknown): string | undefined => (typeof amount === 'object' ? (amount as Money | null)?.currency : undefined)

/** Once an invoice is out of the house, or refused, it stays as it is; what it bills is above zero, and below on a red one. */
export const invoiceRules = defineRules(invoice, {
  check: (row, before, context) => {
    const shares = (row.shares ?? []) as readonly Share[]
    const currencies = new Set(shares.map(({ amount }) => currencyOf(amount) ?? context.currency))
    const isKept = !!before && before.status !== 'requested' && before.status !== 'approved' && !context.isSystem
    return [
      currencies.size > 1 && issue('shares', 'payments.mixed-currencies'),
      shares.some(({ amount }) => (amountOf(amount) ?? 0) < 0 !== !!row.reverses) &&
        issue('shares', row.reverses ? 'payments.red-is-negative' : 'payments.came-is-positive'),
      (row.status === 'issued' || row.status === 'delivered') && !row.invoiceNumber && issue('invoiceNumber', 'payments.number-missing'),
      (row.status === 'issued' || row.status === 'delivered') && !row.issuedOn && issue('issuedOn', 'payments.day-missing'),
      !!before && !context.isSystem && row.status !== before.status && issue('status', 'payments.by-action'),
      isKept && !!row.shares && issue('shares', 'payments.stands'),
      ...(isKept
        ? kept.filter((name) => !isSame((row as Values)[name], (before as Values)[name])).map((name) => issue(name, 'payments.stands'))
        : []),
    ]
  },
})
