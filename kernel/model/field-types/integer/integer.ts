import type { FieldOptions, FieldType } from '../../field-type.ts'
import { equality, ranges, sums } from '../operators.ts'
import { checkRange, type NumberRange, plainNumber, readInteger } from '../read-number.ts'
import { draw } from '../samples.ts'

const rangeOf = (options: FieldOptions): Required<NumberRange> => ({
  min: (options.min as number | undefined) ?? Number.MIN_SAFE_INTEGER,
  max: (options.max as number | undefined) ?? Number.MAX_SAFE_INTEGER,
})

/** A whole number of a cell, or its text where it is none. */
export function integerFromText(text: string): unknown {
  const plain = plainNumber(text).replace(/\.0*$/, '')
  const value = /^-?\d+$/.test(plain) ? Number(plain) : Number.NaN
  return Number.isSafeInteger(value) ? value : text
}

export const integerType: FieldType = {
  kind: 'integer',
  columns: (name) => [{ name, type: 'bigint' }],
  parse: (input, options) => (input === null || input === '' ? null : checkRange(readInteger(input), rangeOf(options))),
  toCells: (value) => [value as number],
  select: ([number]) => number!,
  schema: (options) => {
    const { min, max } = rangeOf(options)
    return { type: 'integer', minimum: min, maximum: max }
  },
  operators: { ...equality({ cast: 'bigint', read: readInteger }), ...ranges({ cast: 'bigint', read: readInteger }) },
  order: ([number]) => number!,
  measures: sums,
  fromText: integerFromText,
  toText: (answer) => answer as number,
  formulaSort: () => 'number',
  settings: [
    { name: 'min', takes: 'number' },
    { name: 'max', takes: 'number' },
  ],
  sample: (seed, options) => {
    const { min, max } = rangeOf(options)
    const from = Math.max(min, Math.min(0, max))
    return from + draw(seed, Math.min(max - from, 5000) + 1)
  },
}
