import type { ObjectMeta } from '../data/meta-types.ts'
import type { RoleGrant, RoleGrants, Scope } from './rights-api.ts'

export const scopeVerbs = ['read', 'update', 'remove'] as const
export const flags = ['create', 'export', 'import', 'share'] as const
export const columns = ['read', 'create', 'update', 'remove', 'export', 'import', 'share'] as const
export type ScopeVerb = (typeof scopeVerbs)[number]
export type Flag = (typeof flags)[number]

export const isScopeVerb = (column: string): column is ScopeVerb => (scopeVerbs as readonly string[]).includes(column)

/** Scopes that make a difference for the records of an object. */
export function scopesOf(object: ObjectMeta): readonly Scope[] {
  if (object.owned) return ['none', 'own', 'department', 'below', 'all']
  return object.follows.length > 0 ? ['none', 'own', 'all'] : ['none', 'all']
}

/** Scopes without owners mean all of them, however they were written. */
export const shownScope = (object: ObjectMeta, scope: Scope | undefined): Scope => {
  const known = scopesOf(object)
  const given = scope ?? 'none'
  return known.includes(given) ? given : object.follows.length > 0 ? 'own' : 'all'
}

/** What a role grants for an object: its own part, else what it says of all others. */
export const partOf = (grants: RoleGrants, object: string): RoleGrant => grants[object] ?? grants['*'] ?? {}

/** The same with nothing left out, in a fixed order: two that say the same are the same text. */
function settled(part: RoleGrant | undefined): string {
  const { fields = {}, actions = {}, wall = null, ...rest } = part ?? {}
  const sorted = (of: Readonly<Record<string, unknown>>) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1))
  const verbs = columns.map((column) => rest[column] ?? (isScopeVerb(column) ? 'none' : false))
  return JSON.stringify([verbs, sorted(fields), sorted(actions).filter(([, may]) => may === false), wall])
}

export const isSame = (a: RoleGrant | undefined, b: RoleGrant | undefined): boolean => settled(a) === settled(b)

/** Parts in which a role differs from what the product grants by itself; all of them for roles of the workspace. */
export function differences(grants: RoleGrants, declared: RoleGrants | null): RoleGrants {
  if (!declared) return grants
  return Object.fromEntries(Object.entries(grants).filter(([object, part]) => !isSame(part, declared[object])))
}
