import { type Sql, sql } from '../../../db/sql.ts'
import type { ComputeInput, FieldOptions, FieldType } from '../../field-type.ts'
import { computedKind, type Outcome } from '../formula/computed.ts'
import { results } from '../formula/results.ts'

type Child = (field: string, part?: number) => Sql

/**
 * A count is a whole number; any other measure gives the kind of the children's field, which the catalog states
 * in `as` with that field's options in `asOptions`.
 */
function outcome(options: FieldOptions): Outcome {
  if (options.measure === 'count') return { result: results.integer!, options: {} }
  return { result: results[options.as as string] ?? results.decimal!, options: (options.asOptions as FieldOptions | undefined) ?? {} }
}

const measures: Readonly<Record<string, (child: Child, field: string) => Sql>> = {
  count: () => sql`count(*)`,
  sum: (child, field) => sql`sum(${child(field)})`,
  min: (child, field) => sql`min(${child(field)})`,
  max: (child, field) => sql`max(${child(field)})`,
  latest: (child, field) => latest(child, child(field)),
}

/** Of the child made last. */
const latest = (child: Child, what: Sql): Sql => sql`(array_agg(${what} ORDER BY ${child('createdAt')} DESC, ${child('id')} DESC))[1]`

/** Amounts of several currencies have no sum of their own: amount and currency are empty then. */
const oneCurrency = (child: Child, field: string, what: Sql): Sql =>
  sql`CASE WHEN min(${child(field, 1)}) = max(${child(field, 1)}) THEN ${what} END`

const moneyOf = (measure: string, field: string): readonly ((child: Child) => Sql)[] =>
  measure === 'latest'
    ? [0, 1].map((part) => (child: Child) => latest(child, child(field, part)))
    : [
        (child) => oneCurrency(child, field, measures[measure]!(child, field)),
        (child) => oneCurrency(child, field, sql`min(${child(field, 1)})`),
      ]

function compute(options: FieldOptions, input: ComputeInput): readonly Sql[] {
  const { of, measure, field = '' } = options as { of: string; measure: string; field?: string }
  const isMoney = outcome(options).result.sort === 'money'
  const parts = isMoney ? moneyOf(measure, field) : [(child: Child) => measures[measure]!(child, field)]
  return input.children(of, { key: JSON.stringify([measure, field, options.filter]), what: parts, filter: options.filter })
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
