import { hostname } from 'node:os'
import type { Connection, Place } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import { newId } from '../model/uuid.ts'

/**
 * A *run* is long work over many records: a row that says how far it came, which process has it, whether somebody wants it to stop. Each kind of
 * run has a table of its own with these columns: `id, state, runner, heartbeat_at, stop_wanted, took_ms, error, updated_at, finished_at`.
 */
export type RunState = 'queued' | 'running' | 'interrupted' | 'done' | 'failed' | 'stopped'
export type RunError = Readonly<{ code: string; details: Readonly<Record<string, unknown>>; issues?: readonly unknown[] }>
/** Where runs of one kind lie. */
export type RunTable = Readonly<{ place: Place; name: string }>

/** Names this process among all that may have runs: host, process id, and what tells it from an earlier process with the same id. */
export const runnerMark = `${hostname()} ${process.pid} ${newId()}`

export const runTable = ({ place, name }: RunTable): Sql => sql.id(place.schema, name)

/** The run is still this process's, as part of a WHERE. */
export const isOurs = (id: string): Sql => sql`id = ${id}::uuid AND runner = ${runnerMark}::text AND state = 'running'`

/** True for the one process that may have the run now. */
export const claimRun = async (connection: Connection, table: RunTable, id: string): Promise<boolean> =>
  (await connection.affected(sql`UPDATE ${runTable(table)} SET state = 'running', runner = ${runnerMark}::text, heartbeat_at = now(), updated_at = now(), error = NULL, finished_at = NULL
    WHERE id = ${id}::uuid AND state = 'queued'`)) === 1

/** Says that the process which has it lives. */
export const beatRun = (connection: Connection, table: RunTable, id: string): Promise<number> =>
  connection.affected(sql`UPDATE ${runTable(table)} SET heartbeat_at = now() WHERE ${isOurs(id)}`)

/** Ends the turn of this process. */
export const leaveRun = (
  connection: Connection,
  table: RunTable,
  id: string,
  o: { state: RunState; error?: RunError | null; tookMs: number },
): Promise<number> =>
  connection.affected(sql`UPDATE ${runTable(table)} SET state = ${o.state}::text, error = ${o.error ? JSON.stringify(o.error) : null}::jsonb, took_ms = ${Math.round(o.tookMs)}::bigint,
      runner = NULL, updated_at = now(), finished_at = ${o.state === 'queued' ? null : new Date().toISOString()}::timestamptz
    WHERE ${isOurs(id)}`)

/** Puts a run from one of these states into another; false when it is in none of them. */
export const moveRun = async (
  connection: Connection,
  table: RunTable,
  id: string,
  o: { from: readonly RunState[]; to: RunState },
): Promise<boolean> =>
  (await connection.affected(sql`UPDATE ${runTable(table)} SET state = ${o.to}::text, stop_wanted = false, updated_at = now(), runner = NULL,
      finished_at = CASE WHEN ${o.to}::text = 'stopped' THEN now() END
    WHERE id = ${id}::uuid AND state = ANY(${[...o.from]}::text[])`)) === 1

/** Asks the process that has the run to end it after the batch at hand. */
export const wantStop = (connection: Connection, table: RunTable, id: string): Promise<number> =>
  connection.affected(
    sql`UPDATE ${runTable(table)} SET stop_wanted = true, updated_at = now() WHERE id = ${id}::uuid AND state = 'running'`,
  )
