import { sql } from '../db/sql.ts'
import type { WorkState } from '../records/state.ts'
import type { CaseBody } from './flow-body.ts'

export type Person = Readonly<{
  id: string
  name: string
  active: boolean
  department: string | null
  superior: string | null
  roles: readonly string[]
}>

/** The people that a chain may ask, and how they stand to each other. */
export type Company = Readonly<{
  person(id: string): Person | undefined
  withRole(role: string): readonly Person[]
  /** Whom the person reports to; else the head of the department, of the one above where that is the person himself, is away or nobody; null at the top. */
  superiorOf(id: string): Person | null
  /** Head of the department `level` steps up, 1 being the person's own; null where there is none. */
  headAt(id: string, level: number): Person | null
}>

type Unit = Readonly<{ id: string; parent: string | null; head: string | null }>

/** Reads all heads, all with one of the roles, the people named, and whoever stands above one of them. One statement. */
export async function readCompany(
  { tx, session }: WorkState,
  o: { roles: readonly string[]; people: readonly string[] },
): Promise<Company> {
  const table = (name: string) => sql.id(session.workspace.schema, name)
  const [row] = await tx.query(sql`WITH RECURSIVE wanted(id) AS (
    SELECT m.id FROM ${table('member')} m WHERE m.id = ANY(${[...o.people]}::uuid[]) OR m.roles && ${[...o.roles]}::text[] OR m.id IN (SELECT head_id FROM ${table('department')})
    UNION SELECT m.superior_id FROM ${table('member')} m JOIN wanted w ON w.id = m.id WHERE m.superior_id IS NOT NULL)
  SELECT
    (SELECT json_agg(json_build_object('id', id, 'parent', parent_id, 'head', head_id)) FROM ${table('department')})::text AS units,
    (SELECT json_agg(json_build_object('id', m.id, 'name', m.name, 'active', coalesce(m.active, true), 'department', m.department_id, 'superior', m.superior_id, 'roles', coalesce(m.roles, '{}')) ORDER BY m.name, m.id)
      FROM ${table('member')} m WHERE m.id IN (SELECT id FROM wanted))::text AS people`)
  return companyOf(
    JSON.parse((row?.units as string | null) ?? '[]') as Unit[],
    JSON.parse((row?.people as string | null) ?? '[]') as Person[],
  )
}

export function companyOf(units: readonly Unit[], people: readonly Person[]): Company {
  const byId = new Map(people.map((person) => [person.id, person]))
  const unitById = new Map(units.map((unit) => [unit.id, unit]))
  const upFrom = (id: string): Unit[] => {
    const path: Unit[] = []
    let unit = unitById.get(byId.get(id)?.department ?? '')
    while (unit && !path.includes(unit)) {
      path.push(unit)
      unit = unitById.get(unit.parent ?? '')
    }
    return path
  }
  const headOf = (unit: Unit | undefined): Person | null => byId.get(unit?.head ?? '') ?? null
  const named = (id: string): Person | null => byId.get(byId.get(id)?.superior ?? '') ?? null
  return {
    person: (id) => byId.get(id),
    withRole: (role) => people.filter((person) => person.active && person.roles.includes(role)),
    superiorOf: (id) => [named(id), ...upFrom(id).map(headOf)].find((one) => one?.active && one.id !== id) ?? null,
    headAt: (id, level) => headOf(upFrom(id)[level - 1]),
  }
}

/** Roles and people whom the steps of flows name. */
export function namedIn(
  { parts, copies }: Pick<CaseBody, 'parts' | 'copies'>,
  more: readonly string[],
): { roles: string[]; people: string[] } {
  const steps = parts.flatMap((part) => part.steps)
  const roles = steps.flatMap(({ approvers }) => ('role' in approvers && approvers.role ? [approvers.role] : []))
  const people = steps.flatMap(({ approvers, empty }) => [
    ...(approvers.kind === 'people' ? approvers.people : []),
    ...(typeof empty === 'object' ? [empty.person] : []),
  ])
  return { roles: [...new Set(['administrator', ...roles])], people: [...new Set([...people, ...copies, ...more])] }
}
