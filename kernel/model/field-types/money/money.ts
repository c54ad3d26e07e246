import { type Sql, sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { FieldOptions, FieldType, Operator, OperatorInput, ParseContext } from '../../field-type.ts'
import type { Money } from '../../fields.ts'
import { equality, isEmpty, isGiven, type Operators, ranges, readEnds, readList, sums } from '../operators.ts'
import { checkRange, mostDigits, type NumberRange, plainNumber, readComparand, readDecimal } from '../read-number.ts'
import { draw, pick } from '../samples.ts'

const scale = 4
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

function readCurrency(input: unknown): string {
  if (typeof input !== 'string' || !currencies.has(input)) fail('kernel.bad-value', { want: 'currency' })
  return input
}

function readParts(input: object): Readonly<Record<string, unknown>> {
  const extra = Object.keys(input).find((key) => key !== 'amount' && key !== 'currency')
  if (extra !== undefined || Array.isArray(input)) fail('kernel.bad-value', { want: 'money' })
  return input as Record<string, unknown>
}

function parseMoney(input: unknown, options: FieldOptions, context: ParseContext): Money | null {
  if (input === null || input === '') return null
  const { amount, currency = context.currency } = typeof input === 'object' ? readParts(input) : { amount: input }
  return {
    amount: checkRange(readDecimal(amount, { scale, whole: mostDigits }), options as NumberRange),
    currency: readCurrency(currency),
  }
}

type Comparand = Readonly<{ amount: string; currency: string | null }>
function readMoney(value: unknown): Comparand {
  if (typeof value !== 'object' || value === null) return { amount: readComparand(value), currency: null }
  const { amount, currency } = readParts(value)
  return { amount: readComparand(amount), currency: currency === undefined ? null : readCurrency(currency) }
}

const amounts = { cast: 'numeric', read: (value: unknown) => readMoney(value).amount }
const sameCurrency = (columns: readonly Sql[], value: unknown): Sql[] => {
  const { currency } = value === null ? { currency: null } : readMoney(value)
  return currency === null || !columns[1] ? [] : [sql`${columns[1]} = ${currency}::text`]
}

/** The condition over amounts, and the currency of the value where it states one. */
const withCurrency =
  (condition: Operator): Operator =>
  (input) =>
    sql.all([condition(input), ...sameCurrency(input.columns, input.value)])

const { eq, empty, in: among, nin } = equality(amounts)
const range = ranges(amounts)
const statesCurrency = (value: unknown): boolean => typeof value === 'object' && value !== null
const each = (input: OperatorInput): Sql[] => readList(input.value).map((value) => withCurrency(eq!)({ ...input, value }))

const operators: Operators = {
  eq: withCurrency(eq!),
  ne: (input) => (input.value === null ? isGiven(input.columns) : sql.any([isEmpty(input.columns), sql`NOT ${withCurrency(eq!)(input)}`])),
  in: (input) => (readList(input.value).some(statesCurrency) ? sql.any(each(input)) : among!(input)),
  nin: (input) => {
    const values = readList(input.value)
    if (!values.some(statesCurrency)) return nin!(input)
    const others = sql`NOT ${sql.any(each(input))}`
    return values.includes(null) ? others : sql.any([isEmpty(input.columns), others])
  },
  empty: empty!,
  /** In another currency than the workspace's: sums convert it. */
  foreign: ({ columns, value, context }) => {
    if (typeof value !== 'boolean') fail('kernel.bad-value', { want: 'yesNo' })
    const other = sql`${columns[1]!} ${value ? sql.raw('<>') : sql.raw('=')} ${context.currency}::text`
    return sql.all([sql`${columns[0]!} IS NOT NULL`, other])
  },
  gt: withCurrency(range.gt!),
  gte: withCurrency(range.gte!),
  lt: withCurrency(range.lt!),
  lte: withCurrency(range.lte!),
  between: (input) => sql.all([range.between!(input), ...readEnds(input.value).flatMap((end) => sameCurrency(input.columns, end))]),
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  HK$: 'HKD',
  NT$: 'TWD',
  US$: 'USD',
  $: 'USD',
  元: '',
  '¥': '',
  '￥': '',
}

/** `¥1,200.50`, `USD 100`, `300元`: a sign of yuan or yen means the workspace's currency. */
function moneyFromText(text: string): unknown {
  const [, before = '', figures, after = ''] =
    /^([^\d(+.−-]*?)\s*([\d(+.−-][\d\s,.)'-]*?)\s*([^\d.,)]*)$/u.exec(text.normalize('NFC').trim()) ?? []
  if (figures === undefined || (before !== '' && after !== '')) return plainNumber(text)
  const sign = before || after
  const currency = signs[sign] ?? (currencies.has(sign.toUpperCase()) ? sign.toUpperCase() : sign)
  const amount = plainNumber(figures)
  return currency === '' ? amount : { amount, currency }
}

export const moneyType: FieldType = {
  kind: 'money',
  columns: (name) => [
    { name, type: 'numeric(19,4)' },
    { name: `${name}_currency`, type: 'text' },
  ],
  parse: parseMoney,
  toCells: (value) => [(value as Money).amount, (value as Money).currency],
  select: ([amount, currency]) =>
    sql`CASE WHEN ${amount!} IS NULL THEN NULL ELSE json_build_object('amount', ${amount!}, 'currency', ${currency!}) END`,
  schema: (options) => ({
    anyOf: [
      { type: 'number' },
      {
        type: 'object',
        properties: {
          amount: { type: ['number', 'string'], ...(options.min === undefined ? {} : { minimum: options.min }) },
          currency: { type: 'string', pattern: '^[A-Z]{3}$' },
        },
        required: ['amount'],
        additionalProperties: false,
      },
    ],
  }),
  answer: () => ({
    type: 'object',
    properties: { amount: { type: 'number' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
    required: ['amount', 'currency'],
  }),
  operators,
  order: ([amount]) => amount!,
  measures: sums,
  currencyOf: ([, currency]) => currency!,
  fromText: moneyFromText,
  toText: (answer) => {
    const { amount, currency } = answer as Money
    return `${amount} ${currency}`
  },
  formulaSort: () => 'money',
  settings: [{ name: 'min', takes: 'number' }],
  sample: (seed, options) => {
    const least = Math.max((options as NumberRange).min ?? 0, 0)
    return { amount: least + draw(seed, 5_000_000) / 100, currency: pick(seed, ['CNY', 'CNY', 'CNY', 'USD', 'TWD'], 1) }
  },
}
