import type { Actor } from '../access/define-access.ts'
import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { Directory } from './state.ts'

type Member = Readonly<{ id: string; name: string; department: string | null; roles: readonly string[]; active: boolean }>

/** Objects whose records decide who belongs where and with whom something is shared. */
export const peopleObjects: ReadonlySet<string> = new Set(['member', 'department', 'membership', 'share'])

export type Person = Readonly<{ id: string; name: string; active: boolean; department: string | null }>

/** The people of a workspace as rights need them, read once and kept until one of those records changes. */
export type People = Directory &
  Readonly<{
    /** @throws `kernel.unauthenticated` for unknown and inactive members */
    all(): readonly Person[]
    /** The actor of a member whether active or not, to tell what he might do. */
    seen(memberId: string, settings: { locale: Actor['locale']; timeZone: string }): Actor
    actorOf(memberId: string, settings: { locale: Actor['locale']; timeZone: string }): Actor
  }>

export async function readPeople(database: Database, workspace: WorkspaceFacts): Promise<People> {
  const table = (name: string) => sql.id(workspace.schema, name)
  const [row] = await database.read(workspace).query(sql`SELECT
    (SELECT json_agg(json_build_object('id', id, 'name', name, 'department', department_id, 'roles', coalesce(roles, '{}'), 'active', coalesce(active, true))) FROM ${table('member')})::text AS members,
    (SELECT json_agg(json_build_array(id, parent_id)) FROM ${table('department')})::text AS departments,
    (SELECT json_agg(json_build_array(member_id, department_id)) FROM ${table('membership')})::text AS memberships,
    (SELECT json_agg(DISTINCT grantee_kind || ' ' || grantee_id) FROM ${table('share')})::text AS grantees,
    (SELECT json_agg(DISTINCT grantee_kind || ' ' || grantee_id) FROM ${table('share')} WHERE along IS NOT NULL)::text AS narrow`)
  const members = new Map(read<Member>(row?.members).map((member) => [member.id, member]))
  const below = childrenOf(read<[string, string | null]>(row?.departments))
  const further = childrenOf(read<[string, string]>(row?.memberships).map(([of, department]) => [department, of]))
  const departmentsOf = ({ id, department }: Member): readonly string[] => [
    ...new Set([...(department ? [department] : []), ...(further.get(id) ?? []).sort()]),
  ]
  const [grantees, narrow] = [new Set(read<string>(row?.grantees)), new Set(read<string>(row?.narrow))]
  const actors = new Map<string, Actor>()
  const isAmong = (shared: ReadonlySet<string>, member: Member) =>
    shared.has(`person ${member.id}`) ||
    departmentsOf(member).some((department) => shared.has(`department ${department}`)) ||
    member.roles.some((role) => shared.has(`role ${role}`))
  const seen: People['seen'] = (memberId, settings) => {
    const member = members.get(memberId) ?? fail('kernel.not-found', { object: 'member', id: memberId })
    // The same object for the same person: what is compiled for an actor is kept by it.
    const key = `${memberId} ${settings.locale} ${settings.timeZone}`
    const known = actors.get(key)
    if (known) return known
    const actor: Actor = Object.freeze({
      kind: 'person',
      memberId,
      name: member.name,
      roles: member.roles,
      departments: departmentsOf(member),
      departmentsBelow: withBelow(departmentsOf(member), below),
      hasShares: isAmong(grantees, member),
      hasNarrowShares: isAmong(narrow, member),
      ...settings,
    })
    actors.set(key, actor)
    return actor
  }
  return {
    all: () => [...members.values()],
    knows: (memberId) => members.has(memberId),
    departmentOf: (memberId) => members.get(memberId)?.department ?? null,
    seen,
    actorOf: (memberId, settings) => (members.get(memberId)?.active ? seen(memberId, settings) : fail('kernel.unauthenticated')),
  }
}

const read = <T>(text: unknown): T[] => (typeof text === 'string' ? (JSON.parse(text) as T[]) : [])

function childrenOf(pairs: readonly (readonly [string, string | null])[]): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const [id, parent] of pairs) if (parent) children.set(parent, [...(children.get(parent) ?? []), id])
  return children
}

/** Departments and all below them, sorted; a circle ends by itself. */
function withBelow(roots: readonly string[], children: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set(roots)
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child)
  return [...found].sort()
}
