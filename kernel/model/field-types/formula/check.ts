import { fieldTypes } from '../../field-types.ts'
import { type Issue, issueOf } from './issue.ts'
import { readFormula } from './read.ts'
import { results } from './results.ts'
import { fits } from './signatures.ts'

/** Details of a fault about an expression, from what is wrong with it; `why` names the text `fault.kernel.formula.‹why›`. */
export function expressionFault({ details: { reason, at, ...details } = {} }: Issue): Readonly<Record<string, unknown>> {
  return { ...details, why: `kernel.formula.${String(reason)}`, character: Number(at ?? 0) + 1, reason: 'bad-expression' }
}

/**
 * What is wrong with an expression over fields of these kinds; none when it is good. Paths are `expression`; details hold `reason`
 * (syntax, unknown-field, unknown-function, unknown-operator, wrong-operands, result …) and `at`, characters from 0.
 *
 * @param fieldKinds kind by name; of a computed field the kind that comes out of it.
 * @param as kind that should come out; not looked at when absent.
 */
export function checkFormula(expression: string, fieldKinds: Readonly<Record<string, string>>, as?: string): readonly Issue[] {
  const read = readFormula(expression, (name) => {
    const kind = Object.hasOwn(fieldKinds, name) ? fieldKinds[name]! : ''
    return fieldTypes[kind]?.formulaSort?.({})
  })
  if ('issue' in read) return [read.issue]
  const wanted = as === undefined ? undefined : results[as]?.sort
  const isRight = !wanted || fits(read.expr.sort, wanted) || (wanted === 'money' && read.expr.sort === 'number')
  return isRight ? [] : [issueOf('result', { want: wanted, got: read.expr.sort })]
}
