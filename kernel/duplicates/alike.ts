import { isOpen } from '../access/inputs.ts'
import type { ActionDef } from '../actions/define-action.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { readRows } from '../records/read-rows.ts'
import type { Scope } from '../records/state.ts'
import { findTwins, type Twins } from './find-twins.ts'

/** By input of an action: stored records that look like the one which it would make. */
export type Alike = Readonly<Record<string, Twins>>

/**
 * Records that look like those which an action on this record would make, one statement for each input that may name an existing one instead.
 * `given` are inputs that name one already. Empty for whoever may neither make nor change such records.
 *
 * @throws `kernel.not-found`
 */
export async function findAlike(
  scope: Scope,
  action: ActionDef,
  { id, given = {} }: Readonly<{ id: string; given?: Readonly<Record<string, unknown>> }>,
): Promise<Alike> {
  const { access, catalog } = scope.state
  const open = Object.entries(action.alike ?? {}).filter(([input]) => given[input] === undefined || given[input] === null)
  if (!action.on || open.length === 0) return {}
  const object = catalog.objects[action.on.name]!
  const row = isUuid(id) ? (await readRows(scope, object, [id])).get(id) : undefined
  if (!row) fail('kernel.not-found', { object: object.name, id })
  const shown = (name: string): unknown => (isOpen(access.fieldRight(scope.actor, object.name, name)) ? row.values[name] : null)
  const alike: Record<string, Twins> = {}
  for (const [input, from] of open) {
    const target = catalog.objects[String(action.input[input]?.options.to)]
    if (!target || !(access.mayCreate(scope.actor, target.name) || access.may(scope.actor, target.name, 'update'))) continue
    const values = Object.fromEntries(
      Object.entries(from).map(([field, names]) => [
        field,
        names.map(shown).find((value) => value !== null && value !== undefined) ?? null,
      ]),
    )
    const twins = await findTwins(scope, target, { values })
    if (twins.rows.length + twins.hidden.count > 0) alike[input] = twins
  }
  return alike
}
