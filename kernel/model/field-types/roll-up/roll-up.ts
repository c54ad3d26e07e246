import { type Sql, sql } from '../../../db/sql.ts'
import type { ComputeInput, FieldOptions, FieldType, FigureOf } from '../../field-type.ts'
import { computedKind, type Outcome } from '../formula/computed.ts'
import { results } from '../formula/results.ts'

/**
 * A count is a whole number; any other measure gives the kind of the children's field, which the catalog states
 * in `as` with that field's options in `asOptions`.
 */
function outcome(options: FieldOptions): Outcome {
  if (options.measure === 'count') return { result: results.integer!, options: {} }
  return { result: results[options.as as string] ?? results.decimal!, options: (options.asOptions as FieldOptions | undefined) ?? {} }
}

const measures: Readonly<Record<string, (child: Parameters<FigureOf>[0], only: Sql, what: Sql) => Sql>> = {
  count: (_, only) => sql`count(*)${only}`,
  sum: (_, only, what) => sql`sum(${what})${only}`,
  min: (_, only, what) => sql`min(${what})${only}`,
  max: (_, only, what) => sql`max(${what})${only}`,
  // Of the child made last.
  latest: (child, only, what) => sql`(array_agg(${what} ORDER BY ${child('createdAt')} DESC, ${child('id')} DESC)${only})[1]`,
}

const figureOf =
  (measure: string, field: string, part = 0): FigureOf =>
  (child, only) =>
    measures[measure]!(child, only, field ? child(field, part) : sql.empty)

/** Amounts of several currencies have no sum of their own: amount and currency are empty then. */
const moneyOf = (measure: string, field: string): readonly FigureOf[] =>
  [figureOf(measure, field), figureOf(measure === 'latest' ? measure : 'min', field, 1)].map((figure) => (child, only) => {
    const ends = ['min', 'max'].map((end) => figureOf(end, field, 1)(child, only))
    return measure === 'latest' ? figure(child, only) : sql`CASE WHEN ${ends[0]!} = ${ends[1]!} THEN ${figure(child, only)} END`
  })

function compute(options: FieldOptions, input: ComputeInput): readonly Sql[] {
  const { of, measure, field = '' } = options as { of: string; measure: string; field?: string }
  const isMoney = outcome(options).result.sort === 'money'
  const what = isMoney ? moneyOf(measure, field) : [figureOf(measure, field)]
  return input.children(of, { key: `${measure} ${field}`, what, filter: options.filter })
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
