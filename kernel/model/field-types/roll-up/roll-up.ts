import { type Sql, sql } from '../../../db/sql.ts'
import type { ComputeInput, FieldOptions, FieldType, FigureOf } from '../../field-type.ts'
import { computedKind, type Outcome } from '../formula/computed.ts'
import { results } from '../formula/results.ts'

type Child = Parameters<FigureOf>[0]

/**
 * A count is a whole number; any other measure gives the kind of the children's field, which the catalog states
 * in `as` with that field's options in `asOptions`.
 */
function outcome(options: FieldOptions): Outcome {
  if (options.measure === 'count') return { result: results.integer!, options: {} }
  return { result: results[options.as as string] ?? results.decimal!, options: (options.asOptions as FieldOptions | undefined) ?? {} }
}

const measures: Readonly<Record<string, (child: Child, only: Sql, what: Sql) => Sql>> = {
  count: (_, only) => sql`count(*)${only}`,
  sum: (_, only, what) => sql`sum(${what})${only}`,
  min: (_, only, what) => sql`min(${what})${only}`,
  max: (_, only, what) => sql`max(${what})${only}`,
  // Of the child made last.
  latest: (child, only, what) => sql`(array_agg(${what} ORDER BY ${child('createdAt')} DESC, ${child('id')} DESC)${only})[1]`,
}

/** Amounts of several currencies have no sum of their own: amount and currency are empty then. */
const oneCurrency =
  (field: string, measure: string, part: 0 | 1): FigureOf =>
  (child, only) =>
    sql`CASE WHEN min(${child(field, 1)})${only} = max(${child(field, 1)})${only} THEN ${measures[measure]!(child, only, child(field, part))} END`

const moneyOf = (measure: string, field: string): readonly FigureOf[] =>
  measure === 'latest'
    ? ([0, 1] as const).map((part) => (child, only) => measures.latest!(child, only, child(field, part)))
    : [oneCurrency(field, measure, 0), oneCurrency(field, 'min', 1)]

function compute(options: FieldOptions, input: ComputeInput): readonly Sql[] {
  const { of, measure, field = '' } = options as { of: string; measure: string; field?: string }
  const isMoney = outcome(options).result.sort === 'money'
  const plain: FigureOf = (child, only) => measures[measure]!(child, only, field ? child(field) : sql.empty)
  return input.children(of, { key: `${measure} ${field}`, what: isMoney ? moneyOf(measure, field) : [plain], filter: options.filter })
}

/** A figure over the children of a reverse list, as far as the reader may see them. */
export const rollUpType: FieldType = {
  ...computedKind('rollUp', outcome),
  compute,
  settings: [
    { name: 'of', takes: 'children', required: true },
    { name: 'measure', takes: 'among', among: ['count', 'sum', 'min', 'max', 'latest'], required: true },
    { name: 'field', takes: 'measured' },
    { name: 'filter', takes: 'filter' },
  ],
  checkOptions: ({ of, measure, field }) => [
    ...(typeof of === 'string' && of !== '' ? [] : [{ path: 'of', code: 'kernel.bad-value', details: { want: 'children' } }]),
    ...(Object.hasOwn(measures, measure as string) ? [] : [{ path: 'measure', code: 'kernel.bad-value', details: { want: 'measure' } }]),
    ...(measure === 'count' || typeof field === 'string' ? [] : [{ path: 'field', code: 'kernel.required' }]),
  ],
}
