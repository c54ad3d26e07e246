import type { RuleContext, RulesDef } from './define-rules.ts'
import type { Issue } from './fault.ts'

type Values = Record<string, unknown>

/** Values that the rules set because of others; a later rule sees what an earlier one derived. */
export function deriveValues(rules: readonly RulesDef[], values: Values, before: Values | null, context: RuleContext): Values {
  const derived: Values = {}
  for (const rule of rules) Object.assign(derived, rule.derive({ ...values, ...derived }, before, context))
  return derived
}

/** What is wrong with a record as it would be stored. */
export const brokenRules = (rules: readonly RulesDef[], values: Values, before: Values | null, context: RuleContext): readonly Issue[] =>
  rules.flatMap((rule) => rule.check(values, before, context))
