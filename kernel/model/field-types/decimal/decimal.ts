import type { Issue } from '../../fault.ts'
import type { FieldOptions, FieldType } from '../../field-type.ts'
import { equality, ranges, sums } from '../operators.ts'
import { checkRange, type NumberRange, plainNumber, readComparand, readDecimal } from '../read-number.ts'
import { draw } from '../samples.ts'

const columnDigits = 24
const mostScale = 12

/** Members of every kind whose values are decimal numbers in one column. */
export function decimalKind(kind: string, usualScale: number): FieldType {
  const scaleOf = (options: FieldOptions): number => (options.scale as number | undefined) ?? usualScale
  const comparison = { cast: 'numeric', read: readComparand }
  return {
    kind,
    columns: (name, options) => [{ name, type: `numeric(${columnDigits},${scaleOf(options)})` }],
    parse: (input, options) => {
      if (input === null || input === '') return null
      const scale = scaleOf(options)
      return checkRange(readDecimal(input, { scale, whole: columnDigits - scale }), options as NumberRange)
    },
    toCells: (value) => [value as number],
    // A stored 0.5000 is answered as 0.5000: the same number in JSON, and nothing to compute.
    select: ([number]) => number!,
    schema: (options) => ({
      type: 'number',
      ...(options.min === undefined ? {} : { minimum: options.min }),
      ...(options.max === undefined ? {} : { maximum: options.max }),
    }),
    operators: { ...equality(comparison), ...ranges(comparison) },
    order: ([number]) => number!,
    measures: sums,
    checkOptions: (options): readonly Issue[] => {
      const scale = scaleOf(options)
      return Number.isInteger(scale) && scale >= 0 && scale <= mostScale
        ? []
        : [{ path: 'scale', code: 'kernel.bad-value', details: { want: 'integer', min: 0, max: mostScale } }]
    },
    fromText: plainNumber,
    toText: (answer) => answer as number,
    formulaSort: () => 'number',
    settings: [
      { name: 'scale', takes: 'number', min: 0, max: 8 },
      { name: 'min', takes: 'number' },
      { name: 'max', takes: 'number' },
    ],
    sample: (seed, options) => {
      const { min = 0, max = 100 } = options as NumberRange
      const scale = scaleOf(options)
      const from = Math.max(min, Math.min(0, max))
      return Number((from + (Math.min(max - from, 100) * draw(seed, 10_001)) / 10_000).toFixed(Math.min(scale, 4)))
    },
  }
}

export const decimalType: FieldType = decimalKind('decimal', 4)
