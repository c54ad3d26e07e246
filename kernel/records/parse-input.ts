import type { Actor } from '../access/define-access.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { Fault, type Issue } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { parseContext, type Scope } from './state.ts'

/** A record on its way in: writing shape by field name; lines stay as they came and are parsed by their own object. */
export type Values = Record<string, unknown>

/** Where an issue of row `index` is found: `amount` for a single record, `3.amount` in a list. */
export const pathIn = (index: number | null, name: string): string => (index === null ? name : `${index}.${name}`)

/**
 * Step 1 and 3 of a write: the field types read the input, unknown keys and fields without the right to write are refused.
 * Answers the values that could be read; everything else is an issue.
 */
export function parseInput(
  scope: Scope,
  object: CatalogObject,
  input: unknown,
  at: { index: number | null; issues: Issue[]; creating: boolean },
): Values {
  const { index, issues } = at
  const complain = (name: string, code: string, details?: Record<string, unknown>) =>
    issues.push({ path: pathIn(index, name), code, ...(details ? { details } : {}) })
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    complain('', 'kernel.bad-value', { want: 'object' })
    return {}
  }
  const values: Values = {}
  for (const [name, given] of Object.entries(input)) {
    const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
    const right = field ? scope.state.access.fieldRight(scope.actor, object.name, name) : 'hidden'
    if (name === 'id' && at.creating) {
      if (isUuid(given)) values.id = given
      else complain('id', 'kernel.bad-value', { want: 'uuid' })
    } else if (!field || right === 'hidden') complain(name, 'kernel.unknown-field', { object: object.name })
    else if (!isWritable(field, scope.actor)) complain(name, 'kernel.read-only')
    else if (right !== 'write') complain(name, 'kernel.forbidden')
    else readValue(scope, field, given, { values, complain })
  }
  return values
}

/** What is computed or kept by the kernel nobody writes; what a module declares as read-only no person does, but its own consequences and rounds do. */
const isWritable = (field: CatalogField, actor: Actor): boolean =>
  !field.type.compute && (!field.readOnly || (actor.kind === 'system' && !field.system))

function readValue(
  scope: Scope,
  field: CatalogField,
  given: unknown,
  to: { values: Values; complain: (name: string, code: string, details?: Record<string, unknown>) => void },
): void {
  if (given === null || given === undefined) {
    to.values[field.name] = null
    return
  }
  if (field.type.parts) {
    if (Array.isArray(given)) to.values[field.name] = given
    else to.complain(field.name, 'kernel.bad-value', { want: 'array' })
    return
  }
  try {
    to.values[field.name] = field.type.parse(given, field.options, parseContext(scope)) ?? null
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    to.complain(field.name, error.code, { ...error.details })
  }
}
