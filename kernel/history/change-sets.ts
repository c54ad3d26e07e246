import { sql } from '../db/sql.ts'
import type { JsonText } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { shownTitle } from '../query/shown.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { pastReach } from './past-reach.ts'
import { versions, withChanges } from './record-history.ts'

export type ChangeSetQuestion = Readonly<{
  limit: number
  before?: string
  actor?: string
  via?: string
  object?: string
  undone?: boolean
}>

const seesAll = ({ actor }: Scope): boolean => actor.kind === 'system' || (actor.roles.includes('administrator') && !actor.limits)

const columns = sql.raw(
  `s.id, s.at, json_build_object('id', s.actor_id, 'name', s.actor_name) AS actor, s.via, s.cause, s.note, s.undoes, s.undone_by AS "undoneBy", s.counts`,
)

/** Change sets, newest first: an administrator sees all, everybody else his own. `{"rows":[…],"next"}` */
export async function listChangeSets(scope: Scope, question: ChangeSetQuestion): Promise<JsonText> {
  const { state } = scope
  const conditions = [
    ...(seesAll(scope) ? [] : [sql`s.actor_id = ${scope.actor.memberId}::uuid`]),
    ...(question.before && isUuid(question.before)
      ? [
          sql`(s.at, s.id) < (SELECT b.at, b.id FROM ${sql.id(state.session.workspace.schema, 'change_set')} b WHERE b.id = ${question.before}::uuid)`,
        ]
      : []),
    ...(question.actor && isUuid(question.actor) ? [sql`s.actor_id = ${question.actor}::uuid`] : []),
    ...(question.via ? [sql`s.via = ${question.via}::text`] : []),
    ...(question.object ? [sql`jsonb_exists(s.counts, ${question.object}::text)`] : []),
    ...(question.undone === undefined ? [] : [question.undone ? sql.raw('s.undone_by IS NOT NULL') : sql.raw('s.undone_by IS NULL')]),
  ]
  const rows = await state.tx.query(sql`
    SELECT json_agg(x)::text AS rows FROM (SELECT ${columns} FROM ${sql.id(state.session.workspace.schema, 'change_set')} s
      WHERE ${sql.all(conditions)} ORDER BY s.at DESC, s.id DESC LIMIT ${question.limit + 1}::int) x`)
  const found = JSON.parse((rows[0]?.rows as string | null) ?? '[]') as { id: string }[]
  const shown = found.slice(0, question.limit)
  return JSON.stringify({ rows: shown, next: found.length > question.limit ? shown.at(-1)!.id : null })
}

/** One change set with the records it wrote, of those that the actor may see; `{…,"rows":[…],"next"}`, by record id. */
export async function readChangeSet(scope: Scope, id: string, page: { limit: number; after?: string }): Promise<JsonText> {
  const { state } = scope
  if (!isUuid(id)) fail('kernel.not-found', { changeSet: id })
  const own = seesAll(scope) ? sql.empty : sql` AND s.actor_id = ${scope.actor.memberId}::uuid`
  const heads = await state.tx.query(
    sql`SELECT row_to_json(x)::text AS head FROM (SELECT ${columns} FROM ${sql.id(state.session.workspace.schema, 'change_set')} s WHERE s.id = ${id}::uuid${own}) x`,
  )
  if (!heads[0]) fail('kernel.not-found', { changeSet: id })
  const head = JSON.parse(String(heads[0].head)) as { counts: Record<string, unknown> }
  const rows: { id: string; record: string }[] = []
  for (const name of Object.keys(head.counts)) {
    const object = state.catalog.objects[name]
    if (!object || !state.access.may(scope.actor, name, 'read')) continue
    const where = sql`c.change_set_id = ${id}::uuid AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${name}::text
      ${page.after && isUuid(page.after) ? sql`AND c.record_id > ${page.after}::uuid` : sql.empty} AND ${pastReach(scope, object, sql.raw('coalesce(to_jsonb(a), c.was)'))}`
    const found = await versions(scope, object, { where, order: sql.raw('c.record_id, c.at, c.id'), limit: page.limit + 1 })
    rows.push(...((await withChanges(scope, object, found)) as { id: string; record: string }[]))
  }
  const shown = rows.slice(0, page.limit)
  return JSON.stringify({ ...head, rows: shown, next: rows.length > page.limit ? shown.at(-1)!.record : null })
}

/** Removed records that are still away and that the actor might read, newest removal first. */
export async function listBin(scope: Scope, question: { object?: string; limit: number; before?: string }): Promise<JsonText> {
  const { state } = scope
  const change = sql.id(state.session.workspace.schema, 'change')
  const objects = Object.values(state.catalog.objects).filter(
    (object) =>
      (question.object === undefined || object.name === question.object) &&
      object.partOf === null &&
      state.access.may(scope.actor, object.name, 'read'),
  )
  const isShown = sql.any(
    objects.map((object) => sql`(c.object = ${sql.literal(object.name)} AND ${pastReach(scope, object, sql.raw('c.was'))})`),
  )
  const title = sql`CASE c.object ${sql.join(
    objects.map(
      (object) =>
        sql`WHEN ${sql.literal(object.name)} THEN ${shownTitle(queryContext(scope), object, (column) => sql`(c.was ->> ${sql.literal(column)})`)}`,
    ),
    ' ',
  )} END`
  if (objects.length === 0) return JSON.stringify({ rows: [], next: null })
  const rows = await state.tx.query(sql`
    SELECT json_agg(x)::text AS rows FROM (
      SELECT c.id AS entry, c.record_id AS id, c.object, ${title} AS title, c.at AS "removedAt", json_build_object('id', s.actor_id, 'name', s.actor_name) AS "removedBy", c.change_set_id AS "changeSet"
      FROM ${change} c JOIN ${sql.id(state.session.workspace.schema, 'change_set')} s ON s.id = c.change_set_id
      WHERE c.kind = 'remove' AND c.workspace_id = ${state.session.workspace.id}::int AND ${isShown}
        ${question.before && isUuid(question.before) ? sql`AND c.id < ${question.before}::uuid` : sql.empty}
        AND NOT EXISTS (SELECT 1 FROM ${change} m WHERE m.record_id = c.record_id AND m.workspace_id = c.workspace_id AND (m.at, m.id) > (c.at, c.id))
      ORDER BY c.at DESC, c.id DESC LIMIT ${question.limit + 1}::int) x`)
  const found = JSON.parse((rows[0]?.rows as string | null) ?? '[]') as { entry: string }[]
  const shown = found.slice(0, question.limit)
  return JSON.stringify({
    rows: shown.map(({ entry: _, ...row }) => row),
    next: found.length > question.limit ? shown.at(-1)!.entry : null,
  })
}
