import type { FieldMeta, Row } from '../../../web/data/meta-types.ts'
import { minorDigits } from '../money/minor-digits.ts'
import { evaluateFormula } from './evaluate.ts'

/** What a computed field of an unsaved record will come to, in reading shape; undefined for one that is not computed by an expression. */
export function previewOf(
  field: FieldMeta,
  row: Partial<Row>,
  o: Readonly<{ today: string; timeZone: string; currency: string }>,
): unknown {
  const { expression, as } = field.options
  if (typeof expression !== 'string') return undefined
  const value = evaluateFormula(expression, row, o)
  if (typeof value !== 'number') return value
  const currency = currencyIn(row) ?? o.currency
  const amount = Number(value.toFixed(Number(field.options.scale ?? (as === 'money' ? minorDigits(currency) : 4))))
  return as === 'money' ? { amount, currency } : amount
}

const currencyIn = (row: Partial<Row>): string | undefined =>
  Object.values(row)
    .map((value) => (typeof value === 'object' && value !== null && 'currency' in value ? String(value.currency) : undefined))
    .find(Boolean)
