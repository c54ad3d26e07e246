import type { Connection } from '../db/pool.ts'
import { Fault } from '../model/fault.ts'
import { beatRun, claimRun, leaveRun, type RunError, type RunState, type RunTable } from './run-table.ts'

/** A person or the end of the server wants the run to rest between two batches. */
export class StopWanted extends Error {}
/** Another process has the run now. */
export class TakenAway extends Error {}

export type RunOptions = Readonly<{
  /** Ends it after the batch at hand. */
  signal?: AbortSignal
  /** What becomes of it then: it rests, unless it shall go back to the queue for another process. */
  whenEnded?: 'stopped' | 'queued'
  /** Told after each batch. */
  onProgress?: (at: { rowsDone: number; rowsTotal: number | null }) => void
}>

type Turn = Readonly<{
  connection: Connection
  table: RunTable
  id: string
  onUnexpected(error: unknown, id: string): void
}>

const beatMs = 5_000

/**
 * Has `work` done for a queued run by this process, if no other is faster, and says in the run's row how it ended. Never throws for what lies in
 * the data or in rights: that is in the run's state. Answers whether it was this process.
 *
 * @param work is told since when the turn goes on; it ends by answering, or by throwing StopWanted, TakenAway or a Fault.
 */
export async function runToEnd(
  { connection, table, id, onUnexpected }: Turn,
  o: RunOptions,
  work: (turn: { tookMs(): number; keepTook(before: number): void }) => Promise<void>,
): Promise<boolean> {
  if (!(await claimRun(connection, table, id))) return false
  const beat = setInterval(() => void beatRun(connection, table, id).catch(() => undefined), beatMs)
  const began = performance.now()
  let before = 0
  const tookMs = () => before + performance.now() - began
  const leave = (state: RunState, error?: RunError) =>
    leaveRun(connection, table, id, { state, tookMs: tookMs(), ...(error ? { error } : {}) })
  try {
    await work({ tookMs, keepTook: (took) => void (before = took) })
    await leave('done')
  } catch (error) {
    if (error instanceof StopWanted) await leave(o.signal?.aborted ? (o.whenEnded ?? 'stopped') : 'stopped')
    else if (error instanceof Fault) await leave('failed', { code: error.code, details: error.details, issues: error.issues })
    else if (!(error instanceof TakenAway)) {
      onUnexpected(error, id)
      await leave('failed', { code: 'kernel.internal', details: {} })
    }
  } finally {
    clearInterval(beat)
  }
  return true
}
