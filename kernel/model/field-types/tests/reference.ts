import type { FieldOptions } from '../../field-type.ts'
import type { Address, AnyLink, Money, StoredFile } from '../../fields.ts'
import { stripHtml } from '../rich-text/rich-text.ts'
import type { Sealed } from '../secret/sealed.ts'

type Plain = number | string | boolean
/** What equality and order of a kind look at. */
const keys: Readonly<Record<string, (value: never) => Plain>> = {
  money: ({ amount }: Money) => amount,
  anyLink: ({ object, id }: AnyLink) => `${object} ${id}`,
  file: ({ id }: StoredFile) => id,
  image: ({ id }: StoredFile) => id,
  secret: ({ mark }: Sealed) => mark,
  address: (address: Address) => JSON.stringify(Object.entries(address).sort()),
}
export const keyOf = (kind: string, value: unknown): Plain => (keys[kind] ? keys[kind](value as never) : (value as Plain))

/** What `contains` and `startsWith` look into. */
const lines: Readonly<Record<string, (value: never) => string>> = {
  richText: (html: string) => stripHtml(html).replaceAll('\n', ''),
  file: ({ name }: StoredFile) => name,
  image: ({ name }: StoredFile) => name,
  address: ({ province = '', city = '', district = '', street = '' }: Address) => `${province}${city}${district}${street}`,
}
const lineOf = (kind: string, value: unknown): string => (lines[kind] ? lines[kind](value as never) : (value as string)).toLowerCase()

/** Amounts are compared within a currency, where the question states one. */
const isComparable = (kind: string, value: unknown, wanted: unknown): boolean =>
  kind !== 'money' || typeof wanted !== 'object' || (value as Money).currency === (wanted as Money).currency

type Holds = (value: unknown, wanted: unknown, kind: string) => boolean

const same: Holds = (value, wanted, kind) => {
  if (wanted === null || value === null) return value === wanted
  if (Array.isArray(value))
    return value.length === (wanted as unknown[]).length && value.every((item) => (wanted as unknown[]).includes(item))
  return isComparable(kind, value, wanted) && keyOf(kind, value) === keyOf(kind, wanted)
}
const ordered =
  (test: (value: Plain, wanted: Plain) => boolean): Holds =>
  (value, wanted, kind) =>
    value !== null && isComparable(kind, value, wanted) && test(keyOf(kind, value), keyOf(kind, wanted))
const among: Holds = (value, wanted, kind) =>
  Array.isArray(value)
    ? value.some((item) => (wanted as unknown[]).includes(item))
    : (wanted as unknown[]).some((one) => same(value, one, kind))

/** What the operators mean, over values in memory. */
export const reference: Readonly<Record<string, Holds>> = {
  eq: same,
  ne: (value, wanted, kind) => !same(value, wanted, kind),
  gt: ordered((value, wanted) => value > wanted),
  gte: ordered((value, wanted) => value >= wanted),
  lt: ordered((value, wanted) => value < wanted),
  lte: ordered((value, wanted) => value <= wanted),
  between: (value, wanted, kind) => {
    const [low, high] = wanted as [unknown, unknown]
    return (low === null || reference.gte!(value, low, kind)) && (high === null || reference.lte!(value, high, kind))
  },
  in: among,
  nin: (value, wanted, kind) => !among(value, wanted, kind),
  empty: (value, wanted) => (value === null) === wanted,
  // The workspace of these tests counts in yuan.
  foreign: (value, wanted) => value !== null && ((value as { currency: string }).currency !== 'CNY') === wanted,
  contains: (value, wanted, kind) => {
    if (value === null) return false
    if (Array.isArray(value)) return [wanted].flat().every((item) => value.includes(item))
    return lineOf(kind, value).includes((wanted as string).toLowerCase())
  },
  startsWith: (value, wanted, kind) => value !== null && lineOf(kind, value).startsWith((wanted as string).toLowerCase()),
}

/** Values to ask an operator for, made of stored ones. */
export function questions(operator: string, kind: string, values: readonly unknown[]): readonly unknown[] {
  const [a, b, c] = values
  if (operator === 'empty' || operator === 'foreign') return [true, false]
  if (operator === 'eq' || operator === 'ne') return [a, b, null]
  if (operator === 'in' || operator === 'nin') return [[askable(kind, a)].flat(), [a, b, c].flatMap((one) => askable(kind, one)), []]
  if (operator === 'between') return [[...[a, b]].sort((x, y) => (keyOf(kind, x) < keyOf(kind, y) ? -1 : 1)), [a, null], [null, b]]
  if (operator === 'within') return ['thisYear', 'lastQuarter', 'last30Days', 'today']
  if (operator === 'contains' || operator === 'startsWith') return Array.isArray(a) ? [a, b] : parts(lineOf(kind, a), operator)
  return [a, b]
}

/** Kinds that compare by id are asked by id. */
export const askable = (kind: string, value: unknown): unknown => (kind === 'file' || kind === 'image' ? (value as StoredFile).id : value)

const parts = (line: string, operator: string): readonly string[] =>
  operator === 'startsWith'
    ? [line.slice(0, 2), line.slice(0, 4).toUpperCase()]
    : [line.slice(1, 4), line.slice(-2).toUpperCase(), '%', '_', '\\']

/** Kinds whose order in the database is not that of code points. */
export const isOrderedHere = (kind: string): boolean => !['text', 'address', 'file', 'image', 'link', 'person'].includes(kind)

export const positionOf = (options: FieldOptions, key: unknown): number =>
  (options.choices as readonly { key: string }[]).findIndex((option) => option.key === key)
