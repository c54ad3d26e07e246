import { isOpen } from '../access/inputs.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { readRows } from '../records/read-rows.ts'
import { parseContext, type Scope } from '../records/state.ts'

/**
 * The whole value of a field that shows less than it holds; null where it holds nothing. For whoever may read the record and the field: a field that is
 * masked by a role stays masked.
 *
 * @throws `kernel.not-found`, `kernel.unknown-field`, `kernel.forbidden`, `kernel.bad-value` for a field that hides nothing, `kernel.keys-locked`
 */
export async function revealValue(
  scope: Scope,
  object: CatalogObject,
  { id, field: name }: Readonly<{ id: string; field: string }>,
): Promise<unknown> {
  const field = Object.hasOwn(object.fields, name) ? object.fields[name]! : undefined
  const right = field ? scope.state.access.fieldRight(scope.actor, object.name, name) : 'hidden'
  if (!field || right === 'hidden') return fail('kernel.unknown-field', { path: name, object: object.name })
  if (!isOpen(right)) fail('kernel.forbidden', { path: name, object: object.name })
  // What the program keeps shut for itself is nobody's to be told by this road.
  if (!field.type.veil || field.readOnly) return fail('kernel.bad-value', { path: name, reason: 'not-veiled' })
  const row = isUuid(id) ? (await readRows(scope, object, [id])).get(id) : undefined
  const value = (row ?? fail('kernel.not-found', { object: object.name, id })).values[name]
  return value === null || value === undefined ? null : field.type.veil.open(value, parseContext(scope))
}
