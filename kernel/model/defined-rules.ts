import type { RulesDef } from './define-rules.ts'
import { openChecks } from './defined-checks.ts'
import type { CheckBody } from './definition.ts'
import type { FormulaSort } from './field-type.ts'
import { type CheckedField, checkOptions, fieldsWithOptionRules } from './option-rules.ts'

type Shape = Readonly<{
  name: string
  fields: Readonly<Record<string, CheckedField & Readonly<{ sort?: FormulaSort | undefined }>>>
  checks: readonly CheckBody[]
}>

/** The rules that a workspace gave to an object, as every other rule: for forms and for every write. None where it gave none. */
export function definedRules({ name, fields, checks }: Shape): readonly RulesDef[] {
  const withOptions = fieldsWithOptionRules(Object.values(fields))
  if (withOptions.length === 0 && checks.length === 0) return []
  const run = openChecks(fields, checks)
  return [
    {
      object: name,
      reads: null,
      derive: () => ({}),
      check: (row, before, context) => [
        ...checkOptions(withOptions, row, before),
        ...run(row, before, { today: context.today, timeZone: context.timeZone ?? 'UTC' }),
      ],
    },
  ]
}
