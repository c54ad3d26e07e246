import { hostname } from 'node:os'
import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { type RunTable, runnerMark, runTable } from './run-table.ts'

const silentAfterSeconds = 30
/** One missed sign of life: processes of other containers may have this machine's name without being seen here. */
const quietAfterSeconds = 8
const forgottenAfterSeconds = 60

/**
 * Runs whose process is gone are broken off from here on: those of a dead process of this machine after eight seconds, those of others after
 * thirty without a word. Answers their ids, and those of runs that are queued but may have been lost between row and queue.
 */
export async function markInterrupted(connection: Connection, table: RunTable): Promise<{ interrupted: string[]; forgotten: string[] }> {
  const at = runTable(table)
  const open =
    await connection.query(sql`SELECT id, state, runner, heartbeat_at < now() - make_interval(secs => ${silentAfterSeconds}::int) AS silent,
    heartbeat_at < now() - make_interval(secs => ${quietAfterSeconds}::int) AS quiet,
    updated_at < now() - make_interval(secs => ${forgottenAfterSeconds}::int) AS old FROM ${at} WHERE state IN ('running', 'queued')`)
  const forgotten = open.filter((row) => row.state === 'queued' && row.old === true).map((row) => String(row.id))
  const gone = open.filter((row) => row.state === 'running' && (row.silent === true || (row.quiet === true && isDead(String(row.runner)))))
  const interrupted: string[] = []
  for (const { id, runner } of gone) {
    const moved = await connection.affected(sql`UPDATE ${at} SET state = 'interrupted', runner = NULL, updated_at = now()
      WHERE id = ${id}::uuid AND state = 'running' AND runner = ${runner}::text`)
    if (moved > 0) interrupted.push(String(id))
  }
  return { interrupted, forgotten }
}

/** Whether it was a process of this machine that does not run any more; another one may have its number. */
function isDead(runner: string): boolean {
  const [host, pid] = runner.split(' ')
  if (runner === runnerMark || host !== hostname()) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
