import { Fault, failWith, type Issue } from '../model/fault.ts'
import { fieldTypes } from '../model/field-types.ts'
import type { Field } from '../model/fields.ts'
import { parseContext, type Scope } from '../records/state.ts'
import type { ActionDef } from './define-action.ts'

/**
 * An action's input read by the field types of its declaration.
 *
 * @throws `kernel.bad-value` with all issues: unreadable values, unknown keys, missing required ones.
 */
export function parseActionInput(scope: Scope, action: ActionDef, input: unknown): Record<string, unknown> {
  const given = typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Record<string, unknown>) : {}
  const issues: Issue[] = []
  for (const name of Object.keys(given)) if (!Object.hasOwn(action.input, name)) issues.push({ path: name, code: 'kernel.unknown-field' })
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(action.input)) {
    values[name] = readOne(scope, field, given[name] ?? field.default ?? null, (issue) => issues.push({ ...issue, path: name }))
    if (field.required && values[name] === null && !issues.some((issue) => issue.path === name))
      issues.push({ path: name, code: 'kernel.required' })
  }
  if (issues.length > 0) failWith('kernel.bad-value', issues)
  return values
}

function readOne(scope: Scope, field: Field, given: unknown, complain: (issue: Omit<Issue, 'path'>) => void): unknown {
  if (given === null) return null
  try {
    return fieldTypes[field.kind]!.parse(given, field.options, parseContext(scope)) ?? null
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    complain({ code: error.code, details: error.details })
    return null
  }
}
