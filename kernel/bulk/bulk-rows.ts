import type { Via } from '../actions/define-action.ts'
import type { Connection, Place } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { Locale } from '../model/field-type.ts'
import { isUuid } from '../model/uuid.ts'
import { isOurs, type RunError, type RunState, type RunTable } from '../runs/run-table.ts'

/** A record that a run left as it was, and why. */
export type LeftOut = Readonly<{ id: string; title: string | null; code: string; details?: Readonly<Record<string, unknown>> }>
export type BulkCounts = Readonly<Record<string, number>>

/** One run over many records as the database holds it. */
export type BulkRow = Readonly<{
  id: string
  /** Which of the kinds of bulk work. */
  kind: string
  object: string | null
  /** What is to be done, as its kind understands it. */
  wish: Readonly<Record<string, unknown>>
  state: RunState
  actorId: string | null
  actor: Readonly<{ name: string; locale: Locale; timeZone: string }>
  via: Via
  cause: string | null
  changeSetId: string
  undoneBy: string | null
  /** The change set holds anything. */
  isWritten: boolean
  rowsDone: number
  rowsTotal: number | null
  /** Where the run stands, as its kind understands it; null at the start. */
  place: unknown
  counts: BulkCounts
  /** The first of those left out. */
  leftOut: readonly LeftOut[]
  tookMs: number
  error: RunError | null
  createdAt: string
  updatedAt: string
  finishedAt: string | null
}>

export const bulkRuns = (place: Place): RunTable => ({ place, name: 'bulk_run' })
const table = (place: Place): Sql => sql.id(place.schema, 'bulk_run')
export const itemTable = (place: Place): Sql => sql.id(place.schema, 'bulk_item')
const json = (value: unknown): string => JSON.stringify(value)
const mostLeftOut = 100

const instant = (column: string): Sql => sql`to_char(j.${sql.id(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

async function select(connection: Connection, place: Place, rest: Sql): Promise<BulkRow[]> {
  const rows = await connection.query(sql`SELECT json_agg(x)::text AS rows FROM (
    SELECT j.id, j.kind, j.object, j.wish, j.state, j.actor_id AS "actorId", j.actor, j.via, j.cause, j.change_set_id AS "changeSetId",
      s.undone_by AS "undoneBy", s.id IS NOT NULL AS "isWritten", j.rows_done AS "rowsDone", j.rows_total AS "rowsTotal", j.place, j.counts, j.left_out AS "leftOut",
      j.took_ms AS "tookMs", j.error, ${instant('created_at')} AS "createdAt", ${instant('updated_at')} AS "updatedAt", ${instant('finished_at')} AS "finishedAt"
    FROM ${table(place)} j LEFT JOIN ${sql.id(place.schema, 'change_set')} s ON s.id = j.change_set_id ${rest}) x`)
  return JSON.parse((rows[0]?.rows as string | null) ?? '[]') as BulkRow[]
}

/** The run; undefined for an unknown id. */
export const readBulk = async (connection: Connection, place: Place, id: string): Promise<BulkRow | undefined> =>
  isUuid(id) ? (await select(connection, place, sql`WHERE j.id = ${id}::uuid`))[0] : undefined

export type BulkQuestion = Readonly<{ actorId?: string | null; open?: boolean; limit: number; before?: string }>

/** Newest first; of one member where given; only those under way with `open`. */
export function listBulk(connection: Connection, place: Place, o: BulkQuestion): Promise<BulkRow[]> {
  const conditions = [
    ...(o.actorId === undefined ? [] : [sql`j.actor_id = ${o.actorId}::uuid`]),
    ...(o.open ? [sql.raw(`j.state IN ('queued', 'running')`)] : []),
    ...(o.before && isUuid(o.before)
      ? [sql`(j.created_at, j.id) < (SELECT b.created_at, b.id FROM ${table(place)} b WHERE b.id = ${o.before}::uuid)`]
      : []),
  ]
  return select(connection, place, sql`WHERE ${sql.all(conditions)} ORDER BY j.created_at DESC, j.id DESC LIMIT ${o.limit}::int`)
}

export type NewBulk = Pick<BulkRow, 'id' | 'kind' | 'object' | 'wish' | 'actorId' | 'actor' | 'via' | 'cause' | 'changeSetId' | 'rowsTotal'>

export async function insertBulk(connection: Connection, place: Place, row: NewBulk): Promise<void> {
  await connection.affected(sql`INSERT INTO ${table(place)}
    (id, kind, object, wish, state, actor_id, actor, via, cause, change_set_id, rows_total, created_at, updated_at)
    VALUES (${row.id}::uuid, ${row.kind}::text, ${row.object}::text, ${json(row.wish)}::jsonb, 'queued', ${row.actorId}::uuid, ${json(row.actor)}::jsonb, ${row.via}::text,
      ${row.cause}::text, ${row.changeSetId}::uuid, ${row.rowsTotal}::bigint, now(), now())`)
}

/** What one batch did. */
export type Progress = Readonly<{ done: number; place: unknown; counts: BulkCounts; leftOut: readonly LeftOut[] }>

/** How far a run is after a batch. */
export const advanced = (row: BulkRow, { done, place, counts, leftOut }: Progress): BulkRow => ({
  ...row,
  rowsDone: row.rowsDone + done,
  place,
  counts: Object.fromEntries(
    [...new Set([...Object.keys(row.counts), ...Object.keys(counts)])].map((key) => [key, (row.counts[key] ?? 0) + (counts[key] ?? 0)]),
  ),
  leftOut: [...row.leftOut, ...leftOut].slice(0, mostLeftOut),
})

/** Writes how far the run came, in the transaction of its batch. Null when it no longer belongs to this process, else whether a person wants it to stop. */
export async function saveBulk(
  tx: Connection,
  place: Place,
  o: { before: BulkRow; after: BulkRow; tookMs: number },
): Promise<{ stopWanted: boolean } | null> {
  const { before, after } = o
  const [row] =
    await tx.query(sql`UPDATE ${table(place)} SET rows_done = ${after.rowsDone}::bigint, place = ${json(after.place)}::jsonb, counts = ${json(after.counts)}::jsonb,
      left_out = ${json(after.leftOut)}::jsonb, took_ms = ${Math.round(o.tookMs)}::bigint, heartbeat_at = now(), updated_at = now()
    WHERE ${isOurs(after.id)} AND place IS NOT DISTINCT FROM ${before.place === null ? null : json(before.place)}::jsonb RETURNING stop_wanted AS "stopWanted"`)
  return row ? { stopWanted: row.stopWanted === true } : null
}

/** The records of a run behind `after`, in order of their ids. */
export async function itemsOf(tx: Connection, place: Place, o: { run: string; after: string | null; limit: number }): Promise<string[]> {
  const rows = await tx.query(sql`SELECT id FROM ${itemTable(place)} WHERE run_id = ${o.run}::uuid
    ${o.after === null ? sql.empty : sql`AND id > ${o.after}::uuid`} ORDER BY id LIMIT ${o.limit}::int`)
  return rows.map((row) => String(row.id))
}

/** The list of records of a run that is over is needed by nobody. */
export const dropItems = (connection: Connection, place: Place, run: string): Promise<number> =>
  connection.affected(sql`DELETE FROM ${itemTable(place)} WHERE run_id = ${run}::uuid`)
