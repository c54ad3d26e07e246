import type { FieldMeta } from '../data/meta-types.ts'

/** What kind of operand an operator takes: yes or no, a word for a period, two ends, several values, one value. */
export type OperandShape = 'presence' | 'period' | 'ends' | 'many' | 'one'

const shapes: Readonly<Record<string, OperandShape>> = {
  empty: 'presence',
  foreign: 'presence',
  within: 'period',
  between: 'ends',
  in: 'many',
  nin: 'many',
}

export const operandShape = (operator: string): OperandShape => shapes[operator] ?? 'one'

/** Operators a person is most likely to want first, where the field has them. */
const usual = ['contains', 'within', 'gte', 'in', 'eq'] as const
const firstOfListed = ['in', 'eq'] as const

/** Operator of a new condition. */
export function firstOperator(field: FieldMeta): string {
  const isListed = Boolean(field.options.choices || field.options.to)
  return [...(isListed ? firstOfListed : []), ...usual].find((name) => field.operators.includes(name)) ?? field.operators[0] ?? 'eq'
}

/** The operand a condition keeps when its operator changes: only one of the same shape makes sense. */
export function carryOperand(value: unknown, from: string, to: string): unknown {
  const [before, after] = [operandShape(from), operandShape(to)]
  if (before === after) return value
  if (after === 'presence') return true
  if (before === 'one' && after === 'many') return value === undefined ? undefined : [value]
  if (before === 'many' && after === 'one') return Array.isArray(value) ? value[0] : undefined
  return undefined
}

const units = ['Week', 'Month', 'Quarter', 'Year'] as const
const fiscalUnits = ['FiscalQuarter', 'FiscalYear'] as const

/** Words for periods, as filters take them; `last7Days` and `next30Days` count today. Fiscal ones where they are other days. */
export const periodsFor = (fiscalMonth: number): readonly string[] => [
  'today',
  'yesterday',
  'tomorrow',
  ...[...units, ...(fiscalMonth === 1 ? [] : fiscalUnits)].flatMap((unit) => [`this${unit}`, `last${unit}`, `next${unit}`]),
  'last7Days',
  'last30Days',
  'last90Days',
  'next7Days',
  'next30Days',
  'next90Days',
]
