import { type Sql, sql } from '../../../db/sql.ts'
import type { ComputeInput, FieldOptions, FieldType } from '../../field-type.ts'
import { checkChoices, optionsOf } from '../choice/options.ts'
import { compileFormula } from './compile.ts'
import { computedKind, type Outcome } from './computed.ts'
import { issueOf } from './issue.ts'
import { fieldsOfFormula, readFormula } from './read.ts'
import { results } from './results.ts'

const outcome = (options: FieldOptions): Outcome => ({ result: results[options.as as string] ?? results.text!, options })

/** Currencies of the money fields that a formula reads. */
const currenciesOf = (names: readonly string[], input: ComputeInput): readonly Sql[] =>
  names.filter((name) => input.sortOf(name) === 'money').map((name) => input.field(name, 1))

/** Amounts of different currencies are not counted together: the result is empty where they differ. */
function inOneCurrency(value: Sql, [first, ...others]: readonly Sql[]): Sql {
  if (!first || others.length === 0) return value
  const same = others.map(
    (other, i) => sql`coalesce(${other} = ${sql`coalesce(${sql.join([first, ...others.slice(0, i), sql.raw('NULL')])})`}, true)`,
  )
  return sql`CASE WHEN ${sql.all(same)} THEN ${value} END`
}

function compute(options: FieldOptions, input: ComputeInput): readonly Sql[] {
  const expression = String(options.expression)
  const read = readFormula(expression, (name) => input.sortOf(name))
  if ('issue' in read) throw new Error(`formula: ${JSON.stringify(read.issue)}`)
  const { result } = outcome(options)
  const currencies = currenciesOf(fieldsOfFormula(expression), input)
  const currency =
    currencies.length > 0 ? sql`coalesce(${sql.join(currencies)}, ${input.context.currency}::text)` : sql`${input.context.currency}::text`
  const value = inOneCurrency(result.finish(compileFormula(read.expr, input), options, currency), currencies)
  return result.sort === 'money' ? [value, currency] : [value]
}

/** A value computed from the record's other fields by a CEL expression, at every reading. */
export const formulaType: FieldType = {
  ...computedKind('formula', outcome),
  compute,
  settings: [
    { name: 'expression', takes: 'expression', required: true },
    { name: 'as', takes: 'among', among: ['decimal', 'integer', 'percent', 'money', 'text', 'yesNo', 'day'], required: true },
    { name: 'scale', takes: 'number', min: 0, max: 8 },
  ],
  choices: (options) => (options.as === 'choice' ? optionsOf(options) : []),
  checkOptions: ({ expression, as, ...options }) => {
    if (typeof expression !== 'string') return [issueOf('syntax', {})]
    if (!Object.hasOwn(results, as as string)) return [{ path: 'as', code: 'kernel.bad-value', details: { want: 'kind' } }]
    const read = readFormula(expression, () => 'null')
    return 'issue' in read ? [read.issue] : as === 'choice' ? checkChoices(options) : []
  },
}
