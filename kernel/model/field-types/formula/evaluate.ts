import { dayOf } from '../../day-of.ts'
import type { FormulaSort } from '../../field-type.ts'
import { addDays } from '../../periods.ts'
import { type Expr, readFormula, type SortOf } from './read.ts'
import type { Op } from './signatures.ts'

export type FormulaValue = number | string | boolean | readonly string[] | null
/** Day of the work and the person's zone, for `today()` and `dateOf`. */
export type FormulaClock = Readonly<{ today: string; timeZone: string }>

type Given = Exclude<FormulaValue, null>
type Make = (args: readonly Given[], clock: FormulaClock | undefined) => FormulaValue

const dayMs = 86_400_000
const numeric =
  (run: (...numbers: readonly number[]) => number | null): Make =>
  (args) => {
    const result = run(...(args as readonly number[]))
    return result === null || !Number.isFinite(result) ? null : result + 0
  }
const textual =
  (run: (a: string, b: string) => FormulaValue): Make =>
  ([a, b]) =>
    run(a as string, b as string)

/** Half away from zero, as the database rounds; the way over text keeps 1.005 from becoming 1. */
function roundTo(number: number, digits: number): number {
  const shifted = Math.round(Number(`${Math.abs(number)}e${digits}`))
  const rounded = Number(`${shifted}e-${digits}`)
  return Number.isNaN(rounded) ? number : Math.sign(number) * rounded
}

/** Order by code point: UTF-16 order differs beyond the basic plane. */
function compare(a: Given, b: Given): number {
  if (typeof a === 'string' && typeof b === 'string') {
    const left = [...a]
    const right = [...b]
    const at = left.findIndex((char, i) => char !== right[i])
    return at < 0 ? left.length - right.length : (left[at]!.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1)
  }
  return Number(a) - Number(b)
}

const compared =
  (holds: (order: number) => boolean): Make =>
  ([a, b]) =>
    holds(compare(a!, b!))

const mostDays = 1_000_000
function shift(day: string, days: number): string | null {
  const whole = Math.floor(days)
  const at = Date.parse(`${day}T00:00:00Z`) + whole * dayMs
  return Math.abs(days) <= mostDays && at < Date.UTC(10_000, 0, 1) && at >= Date.parse('0001-01-01') ? addDays(day, whole) : null
}

type Lazy = 'and' | 'or' | 'choose' | 'oneOf' | 'isNull' | 'isGiven'

/** Never called with an empty operand. */
const make: Readonly<Record<Exclude<Op, Lazy>, Make>> = {
  add: numeric((a, b) => a! + b!),
  subtract: numeric((a, b) => a! - b!),
  multiply: numeric((a, b) => a! * b!),
  divide: numeric((a, b) => (b === 0 ? null : a! / b!)),
  remainder: numeric((a, b) => (b === 0 ? null : a! % b!)),
  negate: numeric((a) => -a!),
  concat: textual((a, b) => a + b),
  addDays: ([day, days]) => shift(day as string, days as number),
  subtractDays: ([day, days]) => shift(day as string, -(days as number)),
  daysBetween: ([a, b]) => (Date.parse(a as string) - Date.parse(b as string)) / dayMs,
  equal: compared((order) => order === 0),
  unequal: compared((order) => order !== 0),
  less: compared((order) => order < 0),
  lessEqual: compared((order) => order <= 0),
  greater: compared((order) => order > 0),
  greaterEqual: compared((order) => order >= 0),
  not: ([a]) => a === false,
  amongTexts: ([text, texts]) => (texts as readonly string[]).includes(text as string),
  textsHold: ([texts, text]) => (texts as readonly string[]).includes(text as string),
  length: ([text]) => [...(text as string)].length,
  count: ([texts]) => (texts as readonly string[]).length,
  contains: textual((text, part) => text.includes(part)),
  startsWith: textual((text, part) => text.startsWith(part)),
  endsWith: textual((text, part) => text.endsWith(part)),
  toText: ([number]) => String(number),
  min: (args) => args.reduce((least, arg) => (compare(arg, least) < 0 ? arg : least)),
  max: (args) => args.reduce((most, arg) => (compare(arg, most) > 0 ? arg : most)),
  abs: numeric((a) => Math.abs(a!)),
  round: numeric((a, digits = 0) => roundTo(a!, digits)),
  floor: numeric((a) => Math.floor(a!)),
  ceil: numeric((a) => Math.ceil(a!)),
  today: (_, clock) => clock?.today ?? null,
  dateOf: ([at], clock) => (clock ? dayOf(new Date(at as string), clock.timeZone) : null),
  year: ([day]) => Number((day as string).slice(0, 4)),
  month: ([day]) => Number((day as string).slice(5, 7)),
  dayOfMonth: ([day]) => Number((day as string).slice(8, 10)),
}

type Evaluate = (expr: Expr) => FormulaValue

/** Where an empty operand need not make the result empty, or must not be looked at. */
const lazy: Readonly<Record<Lazy, (args: readonly Expr[], evaluate: Evaluate) => FormulaValue>> = {
  and: ([a, b], evaluate) => either(evaluate(a!), evaluate(b!), false),
  or: ([a, b], evaluate) => either(evaluate(a!), evaluate(b!), true),
  choose: ([test, yes, no], evaluate) => {
    const holds = evaluate(test!)
    return holds === null ? null : evaluate(holds ? yes! : no!)
  },
  oneOf: ([value, ...items], evaluate) => {
    const wanted = evaluate(value!)
    const found = items.map(evaluate)
    if (wanted === null) return null
    return found.includes(wanted) || (found.includes(null) ? null : false)
  },
  isNull: ([a], evaluate) => evaluate(a!) === null,
  isGiven: ([a], evaluate) => evaluate(a!) !== null,
}

/** And, or: one side alone may decide. */
const either = (a: FormulaValue, b: FormulaValue, decides: boolean): FormulaValue =>
  a === decides || b === decides ? decides : a === null || b === null ? null : !decides

const isLazy = (op: Op): op is Lazy => Object.hasOwn(lazy, op)

function plainValue(value: unknown): FormulaValue {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value as readonly string[]
  if (typeof value !== 'object') return value as FormulaValue
  const { amount, id } = value as { amount?: number; id?: string }
  return amount ?? id ?? null
}

/** The sort that a value shows; an empty one fits everywhere. */
function sortOfValue(value: unknown): FormulaSort | 'null' {
  const plain = plainValue(value)
  if (plain === null) return 'null'
  if (typeof plain === 'number') return typeof value === 'object' ? 'money' : 'number'
  if (typeof plain === 'boolean') return 'yesNo'
  if (typeof plain !== 'string') return 'texts'
  if (typeof value === 'object') return 'link'
  return /^\d{4}-\d\d-\d\d$/.test(plain) ? 'day' : /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(plain) ? 'instant' : 'text'
}

/**
 * The value of a formula over one record as the server would compute it, for a preview: numbers are doubles here.
 * Null for a formula that cannot be read. A name that the record lacks counts as empty.
 */
export function evaluateFormula(expression: string, row: Readonly<Record<string, unknown>>, clock?: FormulaClock): FormulaValue {
  const read = readFormula(expression, (name) => sortOfValue(row[name]))
  return 'expr' in read ? evaluate(read.expr, row, clock) : null
}

export type FormulaRun = (row: Readonly<Record<string, unknown>>, clock?: FormulaClock) => FormulaValue

/** A formula read once, to be run over many records; `sortOf` says how a field counts. One that cannot be read comes to null. */
export function openFormula(expression: string, sortOf: SortOf): FormulaRun {
  const read = readFormula(expression, sortOf)
  return 'expr' in read ? (row, clock) => evaluate(read.expr, row, clock) : () => null
}

function evaluate(expr: Expr, row: Readonly<Record<string, unknown>>, clock: FormulaClock | undefined): FormulaValue {
  if (expr.op === 'literal') return expr.sort === 'number' && expr.value !== null ? Number(expr.value) : expr.value
  if (expr.op === 'field') return plainValue(row[expr.name])
  const next: Evaluate = (arg) => evaluate(arg, row, clock)
  if (isLazy(expr.op)) return lazy[expr.op](expr.args, next)
  const args = expr.args.map(next)
  return args.includes(null) ? null : make[expr.op](args as readonly Given[], clock)
}
