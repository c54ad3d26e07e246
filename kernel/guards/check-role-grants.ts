import { accessOf } from '../access/access.ts'
import { system, type WallFilter } from '../access/define-access.ts'
import type { RoleGrants } from '../access/role-records.ts'
import { wordsFilled } from '../access/walls.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { Fault, type Issue } from '../model/fault.ts'
import { compileIds } from '../query/compile-ids.ts'
import { isPlain } from '../query/filter/plain.ts'
import { queryContext, type WorkState } from '../records/state.ts'

const scopes: readonly unknown[] = ['none', 'own', 'department', 'below', 'all']
const rights: readonly unknown[] = ['hidden', 'masked', 'read', 'write']
const isYesNo = (value: unknown): boolean => typeof value === 'boolean'
const isScope = (value: unknown): boolean => scopes.includes(value)

const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  read: isScope,
  update: isScope,
  remove: isScope,
  create: isYesNo,
  export: isYesNo,
  import: isYesNo,
  share: isYesNo,
  actions: (value) => isPlain(value) && Object.values(value).every(isYesNo),
  fields: (value) => isPlain(value) && Object.values(value).every((right) => rights.includes(right)),
  wall: (value) => value === null || isPlain(value),
}

/** What is wrong with the grants of a role, by path. */
export function checkRoleGrants(state: WorkState, grants: RoleGrants): Issue[] {
  if (!isPlain(grants)) return [bad('grants', { want: 'grants' })]
  return Object.entries(grants).flatMap(([name, part]) => {
    const object = Object.hasOwn(state.catalog.objects, name) ? state.catalog.objects[name]! : undefined
    if (!object && name !== '*') return [bad(`grants.${name}`, { want: 'object' })]
    if (!isPlain(part)) return [bad(`grants.${name}`, { want: 'grants' })]
    const wrong = Object.entries(part).filter(([key, value]) => !Object.hasOwn(members, key) || !members[key]!(value))
    if (wrong.length > 0) return wrong.map(([key]) => bad(`grants.${name}.${key}`, { want: 'grant' }))
    return object ? checkNames(state, object, part) : []
  })
}

const bad = (path: string, details: Readonly<Record<string, unknown>>): Issue => ({ path, code: 'kernel.bad-value', details })

function checkNames(state: WorkState, object: CatalogObject, part: RoleGrants[string]): Issue[] {
  const strangers = Object.keys(part.fields ?? {}).filter((name) => !Object.hasOwn(object.fields, name))
  return [
    ...strangers.map((name) => bad(`grants.${object.name}.fields.${name}`, { want: 'field' })),
    ...(part.wall ? checkWall(state, object, part.wall) : []),
  ]
}

function checkWall(state: WorkState, object: CatalogObject, wall: WallFilter): Issue[] {
  const fault = wallFault(state, state.catalog, { object: object.name, wall })
  return fault ? [bad(`grants.${object.name}.wall`, { want: 'filter', ...fault.details })] : []
}

/** A wall must be a filter that can be asked; what stands against it, over a catalog. */
export function wallFault(
  state: WorkState,
  catalog: Catalog,
  { object, wall }: Readonly<{ object: string; wall: WallFilter }>,
): Fault | null {
  const actor = system('a wall is tried')
  try {
    compileIds(
      { ...queryContext({ state, actor }), catalog, access: accessOf(catalog, []) },
      { object, filter: wordsFilled(wall, actor), limit: 1 },
    )
    return null
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return error
  }
}
