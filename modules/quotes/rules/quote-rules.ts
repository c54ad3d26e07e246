import { type Change, defineRules, issue, type RuleContext } from '#kernel/model'
import { discountByAmount, discountIssues } from '#objects/catalog'
import { quote } from '../objects/quote.ts'
import { quoteLine } from '../objects/quote-line.ts'
import { openStates } from '../objects/states.ts'
import { amountOf, currenciesOf, figuresOf, type LineInput, rateOf, toCents, toMoney } from './figures.ts'

/** What a customer was offered; only a new version may say it otherwise. */
const said = [
  'account',
  'contact',
  'opportunity',
  'legalEntity',
  'quotedOn',
  'validUntil',
  'currency',
  'taxMode',
  'paymentTerms',
  'deliveryTerms',
  'remark',
  'handDiscount',
] as const
const reads = [...said, 'status', 'lines', 'title'] as const

const isSame = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

export const quoteRules = defineRules(quote, {
  reads,
  derive: (row, _before, context) => {
    const currency = row.currency?.toUpperCase() || context.currency
    const lines = row.lines as readonly LineInput[] | null | undefined
    return { currency, ...(lines ? sums(lines, row, currency) : {}) }
  },
  check: (row, before, context) => {
    const lines = (row.lines ?? []) as readonly LineInput[]
    const others = currenciesOf(lines).filter((one) => one !== row.currency)
    return [
      !!row.validUntil &&
        !!row.quotedOn &&
        row.validUntil < row.quotedOn &&
        issue('validUntil', 'quotes.ends-before-begin', { from: row.quotedOn }),
      !!row.currency && !/^[A-Z]{3}$/.test(row.currency) && issue('currency', 'quotes.currency-form'),
      others.length > 0 && issue('lines', 'quotes.lines-mix-currencies', { currency: row.currency }),
      handDiscountIssue(row.handDiscount, lines, row.currency),
      ...fixed(row, before, context),
    ]
  },
})

/** What can be said of the sums while somebody types; cost and margin are the server's to say. */
function sums(
  lines: readonly LineInput[],
  terms: Readonly<{ taxMode?: unknown; handDiscount?: unknown }>,
  currency: string,
): Change<typeof quote> {
  const { net, tax, gross, said, list } = figuresOf(lines, { ...terms, currency })
  return {
    net: toMoney(net, currency),
    tax: toMoney(tax, currency),
    gross: toMoney(gross, currency),
    discountRate: rateOf(list - said, list),
  }
}

function handDiscountIssue(given: unknown, lines: readonly LineInput[], currency: string | null | undefined) {
  const off = toCents(amountOf(given) ?? 0, currency ?? '')
  if (off === 0) return false
  if (typeof given === 'object' && given !== null && 'currency' in given && given.currency !== currency)
    return issue('handDiscount', 'quotes.lines-mix-currencies', { currency })
  if (lines.length === 0 || lines.some(({ price }) => amountOf(price) === null)) return false
  return off > figuresOf(lines, { currency }).said && issue('handDiscount', 'quotes.discount-beyond-sum')
}

/** Once it waits, was sent or decided, a quote says what it said. */
function fixed(row: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>> | null, context: RuleContext) {
  const status = before?.status as (typeof openStates)[number] | undefined
  if (!before || context.isSystem || openStates.includes(status!)) return []
  const changed = [
    ...said.filter((name) => !isSame(row[name], before[name])),
    ...(row.lines && row.lines !== before.lines ? ['lines'] : []),
  ]
  return changed.map((name) => issue(name, 'quotes.is-fixed', { status }))
}

/** A heading has words and nothing to reckon with; a part counts as what it belongs to does. */
export const quoteLineRules = defineRules(quoteLine, {
  reads: ['kind', 'product', 'quantity', 'price', 'discount', 'discountAmount', 'cost', 'isPart'],
  derive: (row, before) =>
    row.kind === 'heading' && !row.isPart
      ? { product: null, quantity: null, price: null, discount: null, discountAmount: null, cost: null }
      : { ...(row.isPart ? { kind: 'item' as const } : {}), ...discountByAmount(row, before) },
  check: discountIssues,
})
