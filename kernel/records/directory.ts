import type { Actor } from '../access/define-access.ts'
import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { Directory } from './state.ts'

type Member = Readonly<{ id: string; name: string; department: string | null; roles: readonly string[]; active: boolean }>

/** The people of a workspace as rights need them, read once and kept until a member, a department or a share changes. */
export type People = Directory &
  Readonly<{
    /** @throws `kernel.unauthenticated` for unknown and inactive members */
    actorOf(memberId: string, settings: { locale: Actor['locale']; timeZone: string }): Actor
  }>

export async function readPeople(database: Database, workspace: WorkspaceFacts): Promise<People> {
  const table = (name: string) => sql.id(workspace.schema, name)
  const [row] = await database.read(workspace).query(sql`SELECT
    (SELECT json_agg(json_build_object('id', id, 'name', name, 'department', department_id, 'roles', coalesce(roles, '{}'), 'active', coalesce(active, true))) FROM ${table('member')})::text AS members,
    (SELECT json_agg(json_build_array(id, parent_id)) FROM ${table('department')})::text AS departments,
    (SELECT json_agg(DISTINCT grantee_kind || ' ' || grantee_id) FROM ${table('share')})::text AS grantees`)
  const members = new Map(read<Member>(row?.members).map((member) => [member.id, member]))
  const below = childrenOf(read<[string, string | null]>(row?.departments))
  const grantees = new Set(read<string>(row?.grantees))
  const actors = new Map<string, Actor>()
  const isSharedWith = (member: Member) =>
    grantees.has(`person ${member.id}`) ||
    grantees.has(`department ${member.department}`) ||
    member.roles.some((role) => grantees.has(`role ${role}`))
  return {
    departmentOf: (memberId) => members.get(memberId)?.department ?? null,
    actorOf(memberId, settings) {
      const member = members.get(memberId)
      if (!member?.active) fail('kernel.unauthenticated')
      // The same object for the same person: what is compiled for an actor is kept by it.
      const key = `${memberId} ${settings.locale} ${settings.timeZone}`
      const known = actors.get(key)
      if (known) return known
      const actor: Actor = Object.freeze({
        kind: 'person',
        memberId,
        name: member.name,
        roles: member.roles,
        departments: member.department ? [member.department] : [],
        departmentsBelow: member.department ? withBelow(member.department, below) : [],
        hasShares: isSharedWith(member),
        ...settings,
      })
      actors.set(key, actor)
      return actor
    },
  }
}

const read = <T>(text: unknown): T[] => (typeof text === 'string' ? (JSON.parse(text) as T[]) : [])

function childrenOf(pairs: readonly (readonly [string, string | null])[]): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const [id, parent] of pairs) if (parent) children.set(parent, [...(children.get(parent) ?? []), id])
  return children
}

/** A department and all below it, sorted; a circle ends by itself. */
function withBelow(root: string, children: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set([root])
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child)
  return [...found].sort()
}
