import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { fromJson, storedFields } from '../records/cells.ts'
import { objectOf } from '../records/open-work.ts'
import type { Values } from '../records/parse-input.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { assertKept } from '../retention/horizons.ts'
import { systemFields } from '../schema/system-fields.ts'
import { assertHistoryReadable, versionShape, withChanges } from './record-history.ts'

/** A moment of one record: right after an entry of its history, or what an instant found; null is the present. */
export type Moment = Readonly<{ entry: string }> | Readonly<{ at: Date }> | null

/** The record at a moment, in writing shape; `values` is null where it was not there. `at` is null for the present. */
export type VersionAt = Readonly<{ at: string | null; values: Values | null }>

export type Comparison = Readonly<{
  from: Readonly<{ at: string | null; there: boolean }>
  to: Readonly<{ at: string | null; there: boolean }>
  rows: readonly Readonly<{ field: string; old: unknown; new: unknown }>[]
}>

/**
 * What differs between two moments of one record, field by field, links with their titles; hidden fields are left out. Whoever may read the
 * record's history may compare.
 *
 * @throws `kernel.not-found` when the record is not there for the actor, `kernel.bad-value` for an entry that is none of this record's
 */
export async function compareVersions(
  scope: Scope,
  name: string,
  { id, from, to }: Readonly<{ id: string; from: Moment; to: Moment }>,
): Promise<Comparison> {
  const object = objectOf(scope.state, name)
  if (!isUuid(id)) fail('kernel.not-found', { object: name, id })
  await assertHistoryReadable(scope, object, id)
  const { from: one, to: other } = await versionsAt(scope, object, id, { from, to })
  const entry = {
    id,
    object: name,
    record: id,
    title: null,
    changeSet: '',
    kind: 'update',
    at: '',
    actor: { id: null, name: '' },
    via: '',
    note: null,
    cause: null,
    changed: comparedFields(object),
    was: one!.values,
    after: other!.values,
  }
  const [shown] = (await withChanges(scope, object, [entry])) as [{ changes: Comparison['rows'] }]
  const side = ({ at, values }: VersionAt) => ({ at, there: values !== null })
  return { from: side(one!), to: side(other!), rows: shown.changes }
}

/** Names of the fields that a person, a rule or an action gave a value; those that the kernel counts up on each write say nothing. */
export const comparedFields = (object: CatalogObject): string[] =>
  storedFields(object)
    .filter(({ name, readOnly }) => !(readOnly && Object.hasOwn(systemFields, name)))
    .map(({ name }) => name)

/**
 * The record at each of the moments, by the moments' names, in one statement: what the first entry after a moment found is what stood then;
 * where none came after, it is the living row.
 *
 * @throws `kernel.bad-value` at the moment's name for an entry that is none of this record's, `kernel.beyond-history`
 */
export async function versionsAt<N extends string>(
  { state }: Scope,
  object: CatalogObject,
  id: string,
  moments: Readonly<Record<N, Moment>>,
): Promise<Record<N, VersionAt>> {
  const names = Object.keys(moments) as N[]
  for (const name of names) {
    const moment = moments[name]
    if (moment && 'at' in moment) assertKept(object, moment.at)
  }
  const change = sql.id(state.session.workspace.schema, 'change')
  const own = sql`c.record_id = ${id}::uuid AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${object.name}::text`
  const points = names.map((name) => pointOf(name, moments[name], { change, own }))
  const version = sql.raw('CASE WHEN n.found THEN n.was ELSE to_jsonb(a) END')
  const rows = await state.tx.query(sql`
SELECT json_agg(x)::text AS rows FROM (
  SELECT p.name, CASE WHEN p.shown THEN p.at END AS at, CASE WHEN ${version} IS NOT NULL THEN ${versionShape(object, version)} END AS "values"
  FROM (${sql.join(points, '\n    UNION ALL ')}) p
  LEFT JOIN LATERAL (SELECT true AS found, c.was FROM ${change} c WHERE ${own} AND (c.at, c.id) > (p.at, p.id) ORDER BY c.at, c.id LIMIT 1) n ON true
  LEFT JOIN ${tableOf(state, object)} a ON a.id = ${id}::uuid) x`)
  type Found = Readonly<{ name: N; at: string | null; values: Record<string, unknown> | null }>
  const found = new Map((JSON.parse((rows[0]?.rows as string | null) ?? '[]') as Found[]).map((row) => [row.name, row]))
  const read = (name: N): VersionAt => {
    const row = found.get(name) ?? fail('kernel.bad-value', { path: name, reason: 'no-entry' })
    return { at: row.at, values: row.values && fromJson(object, row.values) }
  }
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<N, VersionAt>
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** A moment as a place in the record's log; an entry that is not there gives no row. */
function pointOf(name: string, moment: Moment, { change, own }: Readonly<{ change: Sql; own: Sql }>): Sql {
  if (moment && 'entry' in moment)
    return sql`SELECT ${name}::text AS name, c.at, c.id, true AS shown FROM ${change} c WHERE ${own} AND c.id = ${moment.entry}::uuid`
  const at = moment ? moment.at.toISOString() : 'infinity'
  return sql`SELECT ${name}::text AS name, ${at}::timestamptz AS at, ${lastId}::uuid AS id, ${moment !== null}::boolean AS shown`
}
