import type { Sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { FieldOptions, FieldType, Operator } from '../../field-type.ts'
import { sums } from '../operators.ts'
import { type Result, results } from './results.ts'

/** What comes out of a computed field: its kind, and the options of that kind. */
export type Outcome = Readonly<{ result: Result; options: FieldOptions }>

const everyOperator = [...new Set(Object.values(results).flatMap(({ type }) => Object.keys(type.operators)))]
const everyMeasure = [...new Set(Object.values(results).flatMap(({ type }) => Object.keys(type.measures ?? {})))]

/** Members of a computed kind, which behaves like the kind that comes out of it. Nobody writes it. */
export function computedKind(kind: string, outcome: (options: FieldOptions) => Outcome) {
  const operatorOf =
    (name: string): Operator =>
    (input) => {
      const { result, options } = outcome(input.options)
      const operator = result.type.operators[name] ?? fail('kernel.bad-filter', { operator: name })
      return operator({ ...input, options })
    }
  const measureOf = (name: string) => (columns: readonly Sql[], options?: FieldOptions) => {
    const measures = options ? outcome(options).result.type.measures : sums
    return (measures?.[name] ?? fail('kernel.bad-value', { measure: name }))(columns)
  }
  return {
    kind,
    columns: () => [],
    parse: () => fail('kernel.read-only'),
    toCells: () => [],
    select: (columns, options) => outcome(options).result.type.select(columns, outcome(options).options),
    schema: (options) => outcome(options).result.type.schema(outcome(options).options),
    answer: (options) => {
      const { result, options: its } = outcome(options)
      return (result.type.answer ?? result.type.schema)(its)
    },
    operators: Object.fromEntries(everyOperator.map((name) => [name, operatorOf(name)])),
    order: (columns, options) => outcome(options).result.type.order!(columns, outcome(options).options),
    measures: Object.fromEntries(everyMeasure.map((name) => [name, measureOf(name)])),
    currencyOf: (columns, options) => outcome(options).result.type.currencyOf?.(columns, options) ?? null,
    formulaSort: (options) => outcome(options).result.sort,
    toText: (answer, options, context) => {
      const { type } = outcome(options).result
      return type.toText ? type.toText(answer, options, context) : String(answer)
    },
    sample: (seed, options) => outcome(options).result.type.sample(seed, outcome(options).options),
  } satisfies FieldType
}
