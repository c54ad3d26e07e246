import { type Sql, sql } from '../../../db/sql.ts'
import type { ComputeInput } from '../../field-type.ts'
import type { Expr } from './read.ts'
import type { Op, Sort } from './signatures.ts'

type Make = (args: readonly Sql[], input: ComputeInput) => Sql
type Plain = (args: readonly Sql[]) => Sql

const binary =
  (sign: string): Plain =>
  ([a, b]) =>
    sql`(${a!} ${sql.raw(sign)} ${b!})`
const call =
  (name: string): Plain =>
  (args) =>
    sql`${sql.raw(name)}(${sql.join(args)})`
const part =
  (field: string): Plain =>
  ([day]) =>
    sql`extract(${sql.raw(field)} FROM ${day!})`

/** LEAST and GREATEST pass over null; here one empty operand makes the result empty. */
const extreme =
  (name: string): Plain =>
  (args) =>
    sql`CASE WHEN ${sql.all(args.map((arg) => sql`${arg} IS NOT NULL`))} THEN ${call(name)(args)} END`

/** More days than this in one step leave the calendar: empty instead of an error in the middle of a list. */
const mostDays = 1_000_000
const shift =
  (sign: string): Plain =>
  ([day, days]) =>
    sql`CASE WHEN abs(${days!}) <= ${sql.raw(String(mostDays))} THEN ${day!} ${sql.raw(sign)} floor(${days!})::integer END`

const make: Readonly<Record<Op, Make>> = {
  add: binary('+'),
  subtract: binary('-'),
  multiply: binary('*'),
  divide: ([a, b]) => sql`(${a!}::numeric / NULLIF(${b!}, 0))`,
  remainder: ([a, b]) => sql`mod(${a!}::numeric, NULLIF(${b!}, 0))`,
  negate: ([a]) => sql`(- ${a!})`,
  concat: binary('||'),
  addDays: shift('+'),
  subtractDays: ([day, days]) => shift('+')([day!, sql`(- ${days!})`]),
  daysBetween: ([a, b]) => sql`(${a!} - ${b!})::numeric`,
  equal: binary('='),
  unequal: binary('<>'),
  less: binary('<'),
  lessEqual: binary('<='),
  greater: binary('>'),
  greaterEqual: binary('>='),
  and: binary('AND'),
  or: binary('OR'),
  not: ([a]) => sql`(NOT ${a!})`,
  choose: ([test, yes, no]) => sql`CASE WHEN ${test!} THEN ${yes!} WHEN NOT ${test!} THEN ${no!} END`,
  oneOf: ([value, ...items]) => sql`(${value!} IN (${sql.join(items)}))`,
  amongTexts: ([text, texts]) => sql`(${text!} = ANY(${texts!}))`,
  textsHold: ([texts, text]) => sql`(${text!} = ANY(${texts!}))`,
  isNull: ([a]) => sql`(${a!} IS NULL)`,
  isGiven: ([a]) => sql`(${a!} IS NOT NULL)`,
  length: ([text]) => sql`char_length(${text!})::numeric`,
  count: ([texts]) => sql`cardinality(${texts!})::numeric`,
  contains: ([text, part]) => sql`(strpos(${text!}, ${part!}) > 0)`,
  startsWith: call('starts_with'),
  endsWith: ([text, part]) => sql`(right(${text!}, char_length(${part!})) = ${part!})`,
  toText: ([number]) => sql`trim_scale(${number!}::numeric)::text`,
  min: extreme('least'),
  max: extreme('greatest'),
  abs: call('abs'),
  round: ([number, digits]) => (digits ? sql`round(${number!}::numeric, ${digits}::integer)` : sql`round(${number!}::numeric)`),
  floor: call('floor'),
  ceil: call('ceil'),
  today: (_, { context }) => sql`${context.today}::date`,
  dateOf: ([at], { context }) => sql`(${at!} AT TIME ZONE ${context.timeZone}::text)::date`,
  year: part('year'),
  month: part('month'),
  dayOfMonth: part('day'),
}

const casts: Readonly<Record<Sort, string>> = {
  number: 'numeric',
  money: 'numeric',
  text: 'text',
  yesNo: 'boolean',
  day: 'date',
  instant: 'timestamptz',
  texts: 'text[]',
  link: 'uuid',
  file: 'jsonb',
  null: 'text',
}

/** Whole numbers are widened, so that no product of them can overflow; texts are ordered by code point whatever the database does. */
function compileArg(arg: Expr, op: Op, input: ComputeInput): Sql {
  const piece = compileFormula(arg, input)
  if (arg.op === 'field' && arg.sort === 'number') return sql`${piece}::numeric`
  const isOrdered = op === 'less' || op === 'lessEqual' || op === 'greater' || op === 'greaterEqual'
  return isOrdered && arg.sort === 'text' ? sql`${piece} COLLATE "C"` : piece
}

/** SQL of a formula over the fields of one record; null wherever an operand is, and for a division by zero. */
export function compileFormula(expr: Expr, input: ComputeInput): Sql {
  if (expr.op === 'literal') return sql`${expr.value}::${sql.raw(casts[expr.sort])}`
  if (expr.op === 'field') return input.field(expr.name)
  return make[expr.op](
    expr.args.map((arg) => compileArg(arg, expr.op, input)),
    input,
  )
}
