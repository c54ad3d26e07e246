import { type Sql, sql } from '../db/sql.ts'
import type { JsonText } from '../engine-types.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { shownTitle } from '../query/shown.ts'
import { rowJson, sameValue, shownOf, storedFields } from '../records/cells.ts'
import { objectOf } from '../records/open-work.ts'
import { readRows } from '../records/read-rows.ts'
import { hiddenLink, readableTargets, type Targets } from '../records/readable-targets.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { pastReach } from './past-reach.ts'

type Version = Record<string, unknown>
type HistoryRow = {
  id: string
  object: string
  record: string
  title: string | null
  changeSet: string
  kind: string
  at: string
  actor: { id: string | null; name: string }
  via: string
  note: string | null
  cause: string | null
  changed: string[]
  was: Version | null
  after: Version | null
}

/**
 * What happened to one record, newest first, as `{"rows":[{changeSet,kind,at,actor,via,note,changes:[{field,old,new}]}],"next"}`; hidden fields are left out.
 *
 * @throws `kernel.not-found` when the record is not there for the actor, living or removed.
 */
export async function readHistory(scope: Scope, name: string, id: string, page: { limit: number; before?: string }): Promise<JsonText> {
  const object = objectOf(scope.state, name)
  if (!isUuid(id)) fail('kernel.not-found', { object: name, id })
  await assertHistoryReadable(scope, object, id)
  const { workspace } = scope.state.session
  const rows = await versions(scope, object, {
    where: sql`c.record_id = ${id}::uuid AND c.workspace_id = ${workspace.id}::int AND c.object = ${object.name}::text ${page.before && isUuid(page.before) ? sql`AND c.id < ${page.before}::uuid` : sql.empty}`,
    order: sql.raw('c.at DESC, c.id DESC'),
    limit: page.limit + 1,
  })
  const shown = rows.slice(0, page.limit)
  return JSON.stringify({ rows: await withChanges(scope, object, shown), next: rows.length > page.limit ? shown.at(-1)!.id : null })
}

/** @throws `kernel.not-found` when the record is not there for the actor, living or removed. */
export async function assertHistoryReadable(scope: Scope, object: CatalogObject, id: string): Promise<void> {
  const { state } = scope
  if ((await readRows(scope, object, [id])).size > 0) return
  const rows = await state.tx.query(sql`
    SELECT (${pastReach(scope, object, sql.raw('c.was'))}) AS readable FROM ${sql.id(state.session.workspace.schema, 'change')} c
    WHERE c.record_id = ${id}::uuid AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${object.name}::text AND c.kind = 'remove'
    ORDER BY c.at DESC, c.id DESC LIMIT 1`)
  if (rows[0]?.readable !== true) fail('kernel.not-found', { object: object.name, id })
}

/** A version out of the log, or a living row as jsonb, as an object in writing shape. */
export function versionShape(object: CatalogObject, from: Sql): Sql {
  const columns = storedFields(object).flatMap((field) => field.columns)
  const types = sql.join(columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(column.type)}`))
  return sql`(SELECT row_to_json(v.*) FROM (SELECT ${rowJson(object, 'r')} FROM jsonb_to_record(${from}) AS r(${types})) v)`
}

/** Log entries with the version before and the version after each, in writing shape. */
export async function versions(scope: Scope, object: CatalogObject, at: { where: Sql; order: Sql; limit: number }): Promise<HistoryRow[]> {
  const { state } = scope
  const change = sql.id(state.session.workspace.schema, 'change')
  const title = shownTitle(queryContext(scope), object, (column) => sql`(coalesce(n.was, to_jsonb(a), c.was) ->> ${sql.literal(column)})`)
  const rows = await state.tx.query(sql`
SELECT json_agg(x)::text AS rows FROM (
  SELECT c.id, c.object, c.record_id AS record, c.change_set_id AS "changeSet", c.kind, c.at, json_build_object('id', s.actor_id, 'name', s.actor_name) AS actor,
    s.via, s.note, s.cause, c.changed, ${title} AS title,
    CASE WHEN c.was IS NOT NULL AND c.kind = 'update' THEN ${versionShape(object, sql.raw('c.was'))} END AS was,
    CASE WHEN c.kind = 'update' THEN ${versionShape(object, sql.raw('coalesce(n.was, to_jsonb(a))'))} END AS after
  FROM ${change} c JOIN ${sql.id(state.session.workspace.schema, 'change_set')} s ON s.id = c.change_set_id
  LEFT JOIN LATERAL (SELECT m.was FROM ${change} m WHERE m.record_id = c.record_id AND m.workspace_id = c.workspace_id AND (m.at, m.id) > (c.at, c.id) ORDER BY m.at, m.id LIMIT 1) n ON true
  LEFT JOIN ${sql.id(state.session.workspace.schema, object.table)} a ON a.id = c.record_id
  WHERE ${at.where} ORDER BY ${at.order} LIMIT ${at.limit}::int) x`)
  return JSON.parse((rows[0]?.rows as string | null) ?? '[]') as HistoryRow[]
}

/** A link with its title; of any other value what people see. */
export function showLink(object: CatalogObject, targets: Targets, { name, value }: { name: string; value: unknown }): unknown {
  if (!object.fields[name]?.refers || typeof value !== 'string') return shownOf(object.fields[name], value)
  return targets.isCut(name, value) ? hiddenLink : { id: value, title: targets.titleOf(name, value) }
}

/** The entries as answered: old and new value of each changed field that the actor may see, links with their titles. */
export async function withChanges(scope: Scope, object: CatalogObject, rows: readonly HistoryRow[]): Promise<unknown[]> {
  const right = (name: string) => scope.state.access.fieldRight(scope.actor, object.name, name)
  const differs = (name: string, { was, after }: HistoryRow) =>
    !sameValue(shownOf(object.fields[name], was?.[name]), shownOf(object.fields[name], after?.[name]))
  const visible = (row: HistoryRow) => row.changed.filter((name) => object.fields[name] && right(name) !== 'hidden' && differs(name, row))
  const values = rows.flatMap((row) =>
    visible(row).flatMap((name) => [row.was?.[name], row.after?.[name]].map((value) => [name, value] as const)),
  )
  const targets = await readableTargets(scope, object, values)
  const show = (name: string, value: unknown) => {
    if (value === null || value === undefined) return null
    if (right(name) === 'masked') return '***'
    return showLink(object, targets, { name, value })
  }
  return rows.map(({ was, after, changed: _, ...row }) => ({
    ...row,
    changes: visible({ ...row, was, after, changed: _ }).map((name) => ({
      field: name,
      old: show(name, was?.[name]),
      new: show(name, after?.[name]),
    })),
  }))
}
