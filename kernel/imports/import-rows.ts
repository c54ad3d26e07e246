import type { Connection, Place } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { Locale } from '../model/field-type.ts'
import { isUuid } from '../model/uuid.ts'
import { isOurs, type RunError, type RunState, type RunTable } from '../runs/run-table.ts'
import type { ImportMap, ImportOptions } from './plan/import-map.ts'
import type { Counts, Report } from './report/report.ts'

export type ImportState = RunState

/** One import as the database holds it. */
export type ImportRow = Readonly<{
  id: string
  object: string
  fileId: string
  fileName: string
  sizeBytes: number
  columns: readonly string[]
  map: ImportMap
  match: readonly string[]
  options: ImportOptions
  state: ImportState
  dryRun: boolean
  actorId: string | null
  actor: Readonly<{ name: string; locale: Locale; timeZone: string }>
  changeSetId: string
  /** The change set that took this import back; null while it stands. */
  undoneBy: string | null
  /** Rows of the file that are decided. After them the import goes on. */
  rowsDone: number
  rowsTotal: number | null
  /** All rows were read; only postponed ones may be open. */
  isRead: boolean
  counts: Counts
  report: Partial<Report>
  stopWanted: boolean
  tookMs: number
  error: RunError | null
  createdAt: string
  updatedAt: string
  finishedAt: string | null
}>

/** Where imports lie as runs. */
export const importRuns = (place: Place): RunTable => ({ place, name: 'import_run' })
const table = (place: Place): Sql => sql.id(place.schema, 'import_run')
const json = (value: unknown): string => JSON.stringify(value)

const instant = (column: string): Sql => sql`to_char(j.${sql.id(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const columns = (
  place: Place,
): Sql => sql`j.id, j.object, j.file_id AS "fileId", j.file_name AS "fileName", j.size_bytes AS "sizeBytes", j.columns, j.map, j.match, j.options, j.state,
  j.dry_run AS "dryRun", j.actor_id AS "actorId", j.actor, j.change_set_id AS "changeSetId",
  (SELECT s.undone_by FROM ${sql.id(place.schema, 'change_set')} s WHERE s.id = j.change_set_id) AS "undoneBy",
  j.rows_done AS "rowsDone", j.rows_total AS "rowsTotal", j.is_read AS "isRead", j.counts, j.report, j.stop_wanted AS "stopWanted", j.took_ms AS "tookMs", j.error,
  ${instant('created_at')} AS "createdAt", ${instant('updated_at')} AS "updatedAt", ${instant('finished_at')} AS "finishedAt"`

async function select(connection: Connection, place: Place, rest: Sql): Promise<ImportRow[]> {
  const rows = await connection.query(
    sql`SELECT json_agg(x)::text AS rows FROM (SELECT ${columns(place)} FROM ${table(place)} j ${rest}) x`,
  )
  return JSON.parse((rows[0]?.rows as string | null) ?? '[]') as ImportRow[]
}

/** The import; undefined for an unknown id. */
export const readImport = async (connection: Connection, place: Place, id: string): Promise<ImportRow | undefined> =>
  isUuid(id) ? (await select(connection, place, sql`WHERE j.id = ${id}::uuid`))[0] : undefined

/** Newest first; of one member where given. */
export function listImports(
  connection: Connection,
  place: Place,
  o: { actorId?: string | null; object?: string; limit: number; before?: string },
): Promise<ImportRow[]> {
  const conditions = [
    ...(o.actorId === undefined ? [] : [sql`j.actor_id = ${o.actorId}::uuid`]),
    ...(o.object === undefined ? [] : [sql`j.object = ${o.object}::text`]),
    ...(o.before && isUuid(o.before)
      ? [sql`(j.created_at, j.id) < (SELECT b.created_at, b.id FROM ${table(place)} b WHERE b.id = ${o.before}::uuid)`]
      : []),
  ]
  return select(connection, place, sql`WHERE ${sql.all(conditions)} ORDER BY j.created_at DESC, j.id DESC LIMIT ${o.limit}::int`)
}

export type NewImport = Pick<
  ImportRow,
  | 'id'
  | 'object'
  | 'fileId'
  | 'fileName'
  | 'sizeBytes'
  | 'columns'
  | 'map'
  | 'match'
  | 'options'
  | 'dryRun'
  | 'actorId'
  | 'actor'
  | 'changeSetId'
  | 'rowsTotal'
>

export async function insertImport(connection: Connection, place: Place, row: NewImport): Promise<void> {
  await connection.affected(sql`INSERT INTO ${table(place)}
    (id, object, file_id, file_name, size_bytes, columns, map, match, options, state, dry_run, actor_id, actor, change_set_id, rows_total, created_at, updated_at)
    VALUES (${row.id}::uuid, ${row.object}::text, ${row.fileId}::uuid, ${row.fileName}::text, ${row.sizeBytes}::bigint, ${json(row.columns)}::jsonb, ${json(row.map)}::json, ${[...row.match]}::text[],
      ${json(row.options)}::jsonb, 'queued', ${row.dryRun}::boolean, ${row.actorId}::uuid, ${json(row.actor)}::jsonb, ${row.changeSetId}::uuid, ${row.rowsTotal}::bigint, now(), now())`)
}

export type Progress = Readonly<{
  rowsBefore: number
  rowsDone: number
  rowsTotal: number | null
  isRead: boolean
  counts: Counts
  report: Report
  tookMs: number
}>

/** Writes how far the import came, in the transaction of its batch. Null when it no longer belongs to this process, else whether a person wants it to stop. */
export async function saveProgress(tx: Connection, place: Place, id: string, p: Progress): Promise<{ stopWanted: boolean } | null> {
  const [row] =
    await tx.query(sql`UPDATE ${table(place)} SET rows_done = ${p.rowsDone}::bigint, rows_total = ${p.rowsTotal}::bigint, is_read = ${p.isRead}::boolean,
      counts = ${json(p.counts)}::jsonb, report = ${json(p.report)}::jsonb, took_ms = ${Math.round(p.tookMs)}::bigint, heartbeat_at = now(), updated_at = now()
    WHERE ${isOurs(id)} AND rows_done = ${p.rowsBefore}::bigint RETURNING stop_wanted AS "stopWanted"`)
  return row ? { stopWanted: row.stopWanted === true } : null
}

/** A dry run that broke off begins anew. */
export async function resetDryRun(tx: Connection, place: Place, id: string): Promise<void> {
  await tx.affected(
    sql`UPDATE ${table(place)} SET rows_done = 0, is_read = false, counts = '{}', report = '{}', took_ms = 0 WHERE id = ${id}::uuid AND dry_run`,
  )
  for (const name of ['import_failure', 'import_later'])
    await tx.affected(sql`DELETE FROM ${sql.id(place.schema, name)} WHERE import_id = ${id}::uuid`)
}
