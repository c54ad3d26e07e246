import { system } from '../access/define-access.ts'
import { isShareable } from '../access/shareable.ts'
import type { Work } from '../actions/define-action.ts'
import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { share } from '../model/people.ts'
import { objectOf, scopeOf } from '../records/open-work.ts'
import { readRows } from '../records/read-rows.ts'
import { noteTouched, type Scope } from '../records/state.ts'

/** With whom: a person, a department or everybody with a role. */
export type Grantee = Readonly<{ granteeKind: 'person' | 'department' | 'role'; grantee: string }>
export type ShareWish = Grantee &
  Readonly<{ mayWrite?: boolean; teamRole?: string | null; endsOn?: string | null; along?: readonly string[] | null }>
type Place = Readonly<{ object: string; id: string }>

/**
 * The record is open to that person, department or role from now on; an earlier share with the same is changed. Whoever may change the record
 * and whose roles share may do so; the shares themselves are the system's records, so the reason stands in the history.
 *
 * @throws `kernel.not-found`, `kernel.forbidden`
 */
export async function shareRecord(work: Work, place: Place, wish: ShareWish): Promise<string> {
  const { object, near } = await openForSharing(work, place)
  const asSystem = work.as(system('a record was shared'))
  const { granteeKind, grantee, ...rest } = wish
  const [known] = await asSystem.find(share, { object: object.name, record: place.id, granteeKind, grantee }, { limit: 1 })
  const told = () => noteTouched(scopeOf(work).state, object, 'update', [near])
  if (known) {
    await asSystem.change(share, known.id, rest)
    told()
    return known.id
  }
  const [made] = await asSystem.create(share, [{ object: object.name, record: place.id, granteeKind, grantee, ...rest }])
  told()
  return made!.id
}

/** What a share allows. @throws like `shareRecord` */
export async function changeShare(
  work: Work,
  place: Place & Readonly<{ share: string }>,
  to: Omit<Partial<ShareWish>, keyof Grantee>,
): Promise<void> {
  const { object, near } = await openForSharing(work, place)
  const asSystem = work.as(system('a share was changed'))
  await asSystem.change(share, await shareOf(asSystem, place), to)
  noteTouched(scopeOf(work).state, object, 'update', [near])
}

/** The record is no longer shared that way. @throws like `shareRecord` */
export async function endShare(work: Work, place: Place & Readonly<{ share: string }>): Promise<void> {
  const { object, near } = await openForSharing(work, place)
  const asSystem = work.as(system('a share was ended'))
  await asSystem.remove(share, [await shareOf(asSystem, place)])
  noteTouched(scopeOf(work).state, object, 'update', [near])
}

async function shareOf(asSystem: Work, place: Place & Readonly<{ share: string }>): Promise<string> {
  const [found] = await asSystem.find(share, { id: place.share, object: place.object, record: place.id }, { limit: 1 })
  return found?.id ?? fail('kernel.not-found', { object: 'share', id: place.share })
}

/** The record, held to the end of the work: two who share it at once do so one after the other. */
async function openForSharing(work: Work, place: Place) {
  const scope = scopeOf(work)
  const object = objectOf(scope.state, place.object)
  const { access } = scope.state
  if (!isShareable(object) || !access.may(scope.actor, object.name, 'share') || !access.may(scope.actor, object.name, 'update'))
    fail('kernel.forbidden', { verb: 'share', object: object.name })
  const row = (await readRows(scope, object, [place.id], { lock: true })).get(place.id)
  if (!row) fail('kernel.not-found', { object: object.name, id: place.id })
  if (!row.mayUpdate) fail('kernel.forbidden', { verb: 'share', object: object.name, id: place.id })
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return { object, near: { id: place.id, owner: text(row.values.owner), department: text(row.values.ownerDepartment) } }
}

export type ShownShare = Readonly<{
  id: string
  kind: Grantee['granteeKind']
  grantee: Readonly<{ id: string; name: string | null }>
  mayWrite: boolean
  teamRole: string | null
  endsOn: string | null
  /** Objects whose records go along where they follow this one; null: all. */
  along: readonly string[] | null
  /** Its last day is over: it gives nothing any more. */
  isOver: boolean
  at: string
  by: Readonly<{ id: string; name: string }> | null
}>

/** The shares of a record with the names of those it is shared with, for whoever may read it. */
export async function listShares(scope: Scope, object: CatalogObject, id: string): Promise<readonly ShownShare[]> {
  if (!(await readRows(scope, object, [id])).has(id)) fail('kernel.not-found', { object: object.name, id })
  return sharesOf(scope, [{ object: object.name, id }]).then((found) => found.get(id) ?? [])
}

/** All shares of several records, whoever looks. */
export async function sharesOf({ state }: Scope, records: readonly Place[]): Promise<ReadonlyMap<string, readonly ShownShare[]>> {
  const table = (name: string) => sql.id(state.session.workspace.schema, name)
  const [row] = await state.tx.query(sql`SELECT json_agg(x)::text AS rows FROM (
    SELECT s.record_id AS record, s.object, s.id, s.grantee_kind AS kind, json_build_object('id', s.grantee_id, 'name', coalesce(m.name, d.name)) AS grantee,
      coalesce(s.may_write, false) AS "mayWrite", s.team_role AS "teamRole", s.created_at AS at, s.ends_on AS "endsOn", s.along,
      coalesce(s.ends_on < (now() AT TIME ZONE ${state.session.workspace.timeZone}::text)::date, false) AS "isOver",
      CASE WHEN b.id IS NULL THEN NULL ELSE json_build_object('id', b.id, 'name', b.name) END AS by
    FROM ${table('share')} s
    LEFT JOIN ${table('member')} m ON s.grantee_kind = 'person' AND m.id::text = s.grantee_id
    LEFT JOIN ${table('department')} d ON s.grantee_kind = 'department' AND d.id::text = s.grantee_id
    LEFT JOIN ${table('member')} b ON b.id = s.created_by
    WHERE s.record_id = ANY(${records.map(({ id }) => id)}::uuid[]) ORDER BY s.created_at, s.id) x`)
  const rows = JSON.parse((row?.rows as string | null) ?? '[]') as (ShownShare & { record: string; object: string })[]
  const known = rows.filter(({ record, object }) => records.some((one) => one.id === record && one.object === object))
  return Map.groupBy(
    known.map(({ object: _object, ...rest }) => rest),
    ({ record }) => record,
  )
}
