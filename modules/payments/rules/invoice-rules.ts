import { defineRules, issue, type Money } from '#kernel/model'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { invoice } from '../objects/invoice.ts'
import { invoiceShare } from '../objects/invoice-share.ts'
import { keyOf } from './target.ts'

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

/** Prices have four digits: so much may they lose on a piece. */
const lost = 0.000_05

/** A line comes to its quantity at its price, but for what rounding a price loses; it bills something of ours. */
export const invoiceShareRules = defineRules(invoiceShare, {
  derive: (row, _, context) => {
    const [quantity, price, amount] = [Number(row.quantity ?? 0), amountOf(row.price), amountOf(row.amount)]
    if (!quantity || price === null) return {}
    const comesTo = toCents(quantity * price)
    const isClose = amount !== null && Math.abs(amount - comesTo) <= 0.005 + Math.abs(quantity) * lost
    return isClose ? {} : { amount: { amount: comesTo, currency: moneyOf(row.price, context.currency).currency } }
  },
  check: (row) => [keyOf(row as never) === '' && issue('contract', 'payments.for-what')],
})
