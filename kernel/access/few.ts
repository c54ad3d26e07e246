import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Catalog } from '../model/catalog.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { Actor, Branch, Reach } from './define-access.ts'

type Grantee = Readonly<{
  kind: 'person' | 'department' | 'role'
  id: string
  write: boolean
  ends: boolean
  along: readonly string[] | null
}>
type FewRecord = Readonly<{ id: string; owner: string | null; department: string | null; isShut: boolean; shares: readonly Grantee[] }>

/** By object, the records of objects that are few, with whom each is shared. */
export type Few = Readonly<Record<string, readonly FewRecord[]>>

/** The few of a workspace. */
export async function readFew(place: Connection, { schema }: WorkspaceFacts, catalog: Catalog): Promise<Few> {
  const few: Record<string, readonly FewRecord[]> = {}
  for (const { name, table, owned, shut: closing, fields } of Object.values(catalog.objects).filter((object) => object.isFew)) {
    const owner = owned ? sql`r.owner_id AS owner, r.department_id AS department` : sql`NULL AS owner, NULL AS department`
    const shut = closing ? sql`coalesce(r.${sql.id(fields[closing.by]!.columns[0]!.name)}, false)` : sql`false`
    const [row] =
      await place.query(sql`SELECT coalesce(json_agg(x), '[]')::text AS records FROM (SELECT r.id, ${owner}, ${shut} AS "isShut",
      coalesce((SELECT json_agg(json_build_object('kind', s.grantee_kind, 'id', s.grantee_id, 'write', s.may_write IS TRUE, 'ends', s.ends_on IS NOT NULL, 'along', s.along)) FROM ${sql.id(schema, 'share')} s
        WHERE s.object = ${name} AND s.record_id = r.id), '[]') AS shares
      FROM ${sql.id(schema, table)} r ORDER BY r.id) x`)
    few[name] = JSON.parse(String(row!.records)) as FewRecord[]
  }
  return few
}

/** Who reads; `isOpen`: only those that are not shut. */
type FewReader = Readonly<{ actor: Actor; isOpen: boolean }>

/** Which of the few a reader reaches; undefined where that depends on more than their owners and shares, or on the day. */
export function fewWithin(few: Few, object: string, reach: Reach, { actor, isOpen }: FewReader): readonly string[] | undefined {
  const records = few[object]?.filter(({ isShut }) => !isOpen || !isShut)
  if (records?.some(({ shares }) => shares.some(({ ends }) => ends))) return undefined
  if (!records || reach.kind !== 'some' || reach.walls || reach.branches.some((branch) => branch.way === 'parent')) return undefined
  return records.filter((record) => reach.branches.some((branch) => isWithin(branch, record, actor))).map(({ id }) => id)
}

function isWithin(branch: Branch, record: FewRecord, actor: Actor): boolean {
  if (branch.way === 'any') return true
  if (branch.way === 'own') return record.owner === branch.memberId
  if (branch.way === 'departments') return record.department !== null && branch.ids.includes(record.department)
  if (branch.way === 'parent') return false
  const held = { person: [actor.memberId], department: branch.departments, role: branch.roles }
  const goes = (along: readonly string[] | null) => along === null || branch.child === undefined || along.includes(branch.child)
  return record.shares.some(({ kind, id, write, along }) => (write || !branch.write) && goes(along) && held[kind].includes(id))
}
