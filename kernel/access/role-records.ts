import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { ModuleDef } from '../define-module.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { coreGrants } from './core-grants.ts'
import type { Grant, Wall, WallFilter } from './define-access.ts'
import { grant } from './define-access.ts'

/** What roles give and what cuts that down. */
export type Rights = Readonly<{ grants: readonly Grant[]; walls: readonly Wall[] }>

/** What the code grants, before any role of the workspace is looked at. */
export const rightsOf = (modules: readonly ModuleDef[]): Rights => ({
  grants: [...coreGrants, ...modules.flatMap((module) => module.grants)],
  walls: modules.flatMap((module) => module.walls),
})

/** One object's part of a role as it is kept: a grant whose missing members are not granted, and its wall. */
export type RoleGrant = Partial<Omit<Grant, 'role' | 'object'>> & Readonly<{ wall?: WallFilter | null }>
/** By object name; `*` for objects of which the role says nothing. */
export type RoleGrants = Readonly<Record<string, RoleGrant>>
export type RoleRecord = Readonly<{ key: string; grants: RoleGrants | null }>

/** All roles that are kept as records. */
export async function readRoles(place: Connection, { schema }: WorkspaceFacts): Promise<readonly RoleRecord[]> {
  const [row] = await place.query(
    sql`SELECT json_agg(json_build_object('key', key, 'grants', grants) ORDER BY key)::text AS roles FROM ${sql.id(schema, 'role')}`,
  )
  return typeof row?.roles === 'string' ? (JSON.parse(row.roles) as RoleRecord[]) : []
}

/** The rights with the roles of a workspace laid over them: of a role, the objects that its record names are as the record says. */
export function withRoles(code: Rights, records: readonly RoleRecord[]): Rights {
  const named = new Map(records.map(({ key, grants }) => [key, grants ?? {}]))
  const isLeft = ({ role, object }: { role: string; object: string }) => !Object.hasOwn(named.get(role) ?? {}, object)
  const parts = [...named].flatMap(([role, grants]) => Object.entries(grants).map(([object, part]) => ({ role, object, part })))
  return {
    grants: [
      ...code.grants.filter(isLeft),
      ...parts.map(({ role, object, part: { wall: _wall, ...rest } }) => grant(role, object === '*' ? '*' : { name: object }, rest)),
    ],
    walls: [
      ...code.walls.filter(isLeft),
      ...parts.flatMap(({ role, object, part: { wall } }) => (wall && object !== '*' ? [{ role, object, filter: wall }] : [])),
    ],
  }
}
