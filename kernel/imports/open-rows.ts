import type { Connection, Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { TableRow } from '../files/read-table.ts'
import type { Failure } from './batch/write-batch.ts'
import type { Draft } from './plan/drafts.ts'

/** Keeps rows that failed, with the reasons. */
export async function insertFailures(tx: Connection, place: Place, id: string, failures: readonly Failure[]): Promise<void> {
  if (failures.length === 0) return
  await tx.affected(sql`INSERT INTO ${sql.id(place.schema, 'import_failure')} (import_id, line, cells, issues)
    SELECT ${id}::uuid, f.line, f.cells, f.issues FROM json_to_recordset(${withoutNullBytes(JSON.stringify(failures))}::json) AS f(line bigint, cells jsonb, issues jsonb)
    ON CONFLICT (import_id, line) DO UPDATE SET issues = excluded.issues`)
}

/** Keeps rows that name a record which may stand further down in the file. */
export async function insertLater(tx: Connection, place: Place, id: string, rows: readonly Pick<Draft, 'line' | 'cells'>[]): Promise<void> {
  if (rows.length === 0) return
  const given = rows.map(({ line, cells }) => ({ line, cells }))
  await tx.affected(sql`INSERT INTO ${sql.id(place.schema, 'import_later')} (import_id, line, cells)
    SELECT ${id}::uuid, f.line, f.cells FROM json_to_recordset(${withoutNullBytes(JSON.stringify(given))}::json) AS f(line bigint, cells jsonb)`)
}

export async function removeLater(tx: Connection, place: Place, id: string, lines: readonly number[]): Promise<void> {
  if (lines.length === 0) return
  await tx.affected(
    sql`DELETE FROM ${sql.id(place.schema, 'import_later')} WHERE import_id = ${id}::uuid AND line = ANY(${[...lines]}::bigint[])`,
  )
}

/** Postponed rows behind a line, in order. */
export async function readLater(
  connection: Connection,
  place: Place,
  id: string,
  o: { after: number; limit: number },
): Promise<TableRow[]> {
  const rows = await connection.query(sql`SELECT line, cells::text AS cells FROM ${sql.id(place.schema, 'import_later')}
    WHERE import_id = ${id}::uuid AND line > ${o.after}::bigint ORDER BY line LIMIT ${o.limit}::int`)
  return rows.map((row) => ({ line: Number(row.line), cells: JSON.parse(String(row.cells)) as (string | null)[] }))
}

/** Lines that brought no record: failed or postponed. */
export async function linesNotIn(connection: Connection, place: Place, id: string): Promise<Set<number>> {
  const rows = await connection.query(sql`SELECT line FROM ${sql.id(place.schema, 'import_failure')} WHERE import_id = ${id}::uuid
    UNION ALL SELECT line FROM ${sql.id(place.schema, 'import_later')} WHERE import_id = ${id}::uuid`)
  return new Set(rows.map((row) => Number(row.line)))
}

/** The database cannot keep them; the reader of files has marked the rows that had any. */
const withoutNullBytes = (text: string): string => text.replaceAll('\\u0000', '\\ufffd')
