import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { sameValue } from '../records/cells.ts'
import type { Values } from '../records/parse-input.ts'
import { readRows } from '../records/read-rows.ts'
import type { Scope } from '../records/state.ts'
import { changeRecords } from '../records/write.ts'
import { comparedFields, type Moment, versionsAt } from './compare-versions.ts'

/** `fields` absent: all of them. `version` is the one the person saw; a newer one refuses. */
export type OldValues = Readonly<{ id: string; to: Moment; fields?: readonly string[] | undefined; version?: number | undefined }>

/** Which fields got their old value, and which that differ did not and why. */
export type Regained = Readonly<{
  record: string
  restored: readonly string[]
  leftOut: readonly Readonly<{ field: string; code: string }>[]
}>

/**
 * Gives a living record the values that it had at a moment: an ordinary change, with the rules and rights of one. Of the whole version, fields
 * that the actor may not write and those that only the product writes are left out, and named.
 *
 * @throws `kernel.not-found` for a record that is not there, `kernel.bad-value` when it was not there at the moment; as every change
 */
export async function restoreVersion(scope: Scope, object: CatalogObject, { id, to, fields, version }: OldValues): Promise<Regained> {
  if (!isUuid(id)) fail('kernel.not-found', { object: object.name, id })
  const living = (await readRows(scope, object, [id], { lock: true })).get(id) ?? fail('kernel.not-found', { object: object.name, id })
  const old = (await versionsAt(scope, object, id, { to })).to.values ?? fail('kernel.bad-value', { path: 'to', reason: 'not-there-then' })
  const { names, leftOut } = fields
    ? { names: chosen(scope, object, fields), leftOut: [] }
    : differing(scope, object, { now: living.values, old })
  const values = Object.fromEntries(names.map((name) => [name, old[name] ?? null]))
  await changeRecords(scope, object, [{ id, to: values, version }], { indexed: false })
  return { record: id, restored: names.filter((name) => !sameValue(living.values[name], old[name])), leftOut }
}

function chosen(scope: Scope, object: CatalogObject, fields: readonly string[]): readonly string[] {
  const kept = new Set(comparedFields(object))
  const right = (name: string) => scope.state.access.fieldRight(scope.actor, object.name, name)
  const strange = fields.find((name) => !kept.has(name) || right(name) === 'hidden')
  return strange === undefined ? fields : fail('kernel.unknown-field', { path: strange, object: object.name })
}

function differing(
  scope: Scope,
  object: CatalogObject,
  { now, old }: Readonly<{ now: Values; old: Values }>,
): { names: string[]; leftOut: { field: string; code: string }[] } {
  const right = (name: string) => scope.state.access.fieldRight(scope.actor, object.name, name)
  // What follows from other values comes back with them.
  const follows = (field: CatalogField) => field.type.compute !== undefined || field.options.copyOf !== undefined
  const open = comparedFields(object).filter(
    (name) => !sameValue(now[name], old[name]) && !follows(object.fields[name]!) && right(name) !== 'hidden',
  )
  const refusal = (name: string) =>
    object.fields[name]!.readOnly ? 'kernel.read-only' : right(name) === 'write' ? null : 'kernel.forbidden'
  return {
    names: open.filter((name) => refusal(name) === null),
    leftOut: open.flatMap((field) => (refusal(field) ? [{ field, code: refusal(field)! }] : [])),
  }
}
