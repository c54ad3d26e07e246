import { defineRules, issue, type RuleContext } from '#kernel/model'
import { discountByAmount, discountIssues, type LineInput, lineCurrencies } from '#objects/catalog'
import { order } from '../objects/order.ts'
import { orderLine } from '../objects/order-line.ts'

type Values = Readonly<Record<string, unknown>>

/** What was confirmed to the customer: it stays. Where to and until when it is delivered may still change. */
const agreed = ['number', 'account', 'contract', 'quote', 'opportunity', 'channel', 'legalEntity', 'orderedOn', 'lines'] as const
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

function touchedAgreed(row: Values, before: Values | null, context: RuleContext): string[] {
  if (!before || context.isSystem || before.status === 'draft') return []
  return agreed.filter((name) => (name === 'lines' ? !!row.lines : !isSame(row[name], before[name])))
}

/** The state of an order is nobody's to type, and what was confirmed stays. */
export const orderRules = defineRules(order, {
  check: (row, before, context) => [
    !!before &&
      !context.isSystem &&
      row.status !== before.status &&
      issue('status', 'orders.by-action', { from: before.status, to: row.status }),
    !!row.promisedOn &&
      !!row.orderedOn &&
      row.promisedOn < row.orderedOn &&
      issue('promisedOn', 'orders.promised-before-ordered', { orderedOn: row.orderedOn }),
    lineCurrencies((row.lines ?? []) as readonly LineInput[], context.currency).length > 1 && issue('lines', 'orders.mixed-currencies'),
    ...touchedAgreed(row, before, context).map((name) => issue(name, 'orders.agreed')),
  ],
})

export const orderLineRules = defineRules(orderLine, {
  reads: ['quantity', 'price', 'discount', 'discountAmount'],
  derive: discountByAmount,
  check: (row) => [
    row.quantity !== undefined && row.quantity !== null && row.quantity <= 0 && issue('quantity', 'orders.nothing'),
    ...discountIssues(row),
  ],
})
