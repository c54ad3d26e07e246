import { defineRules, issue, type Money } from '#kernel/model'
import { amountOf, toCents } from '#objects/catalog'
import { invoice } from '../objects/invoice.ts'

type Values = Readonly<Record<string, unknown>>
type Share = Readonly<{ amount?: unknown }>

const kept = [
  'amount',
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

/** An invoice is worth what its shares add up to. Once it is out of the house, or refused, it stays as it is. */
export const invoiceRules = defineRules(invoice, {
  derive: (row, _before, context) => {
    const shares = row.shares as readonly Share[] | null | undefined
    if (!shares) return {}
    const total = shares.reduce((sum, share) => sum + (amountOf(share.amount) ?? 0), 0)
    const currency = shares.map(({ amount }) => currencyOf(amount)).find((one) => one) ?? context.currency
    return { amount: { amount: toCents(total), currency } }
  },
  check: (row, before, context) => {
    const shares = (row.shares ?? []) as readonly Share[]
    const currencies = new Set(shares.map(({ amount }) => currencyOf(amount) ?? context.currency))
    const isKept = !!before && before.status !== 'requested' && before.status !== 'approved' && !context.isSystem
    const amount = amountOf(row.amount) ?? 0
    return [
      currencies.size > 1 && issue('shares', 'payments.mixed-currencies'),
      !before && shares.length === 0 && issue('shares', 'payments.bills-nothing'),
      amount < 0 !== !!row.reverses &&
        amount !== 0 &&
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
