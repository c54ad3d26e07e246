import type { Engine, Session, WorkRoad } from '../../engine-types.ts'
import type { TableRow } from '../../files/read-table.ts'
import { Fault } from '../../model/fault.ts'
import { scopeOf } from '../../records/open-work.ts'
import type { Scope } from '../../records/state.ts'
import { TakenAway } from '../../runs/run-to-end.ts'
import { saveProgress } from '../import-rows.ts'
import { insertFailures, insertLater, removeLater } from '../open-rows.ts'
import type { RowReader } from '../plan/drafts.ts'
import type { ImportPlan } from '../plan/plan.ts'
import { addBatch, addCounts, type Counts, type Problem, type Report, type Values } from '../report/report.ts'
import { withoutSecrets } from '../secrets.ts'
import type { Seen } from './doubles.ts'
import type { Lookups } from './lookups.ts'
import { type BatchOutcome, type Failure, writeBatch } from './write-batch.ts'

/** How far an import came; changes only when a batch has held. */
export type At = Readonly<{ rowsDone: number; rowsTotal: number | null; isRead: boolean; counts: Counts; report: Report }>

/** An import while a process runs it. */
export type Run = {
  readonly engine: Engine
  readonly id: string
  readonly road: WorkRoad
  readonly plan: ImportPlan
  readonly read: RowReader
  readonly suggest: (scope: Scope, problems: readonly Problem[]) => Promise<void>
  readonly isDry: boolean
  /** Asked for each batch, as rights may end meanwhile. */
  readonly sessionOf: () => Promise<Session>
  readonly lookups: Lookups
  readonly seen: Seen
  readonly values: Values
  at: At
  readonly tookMs: () => number
  /** @throws StopWanted */
  readonly afterBatch: (stopWanted: boolean) => void
}

export type Phase = Readonly<{
  /** These rows were read and postponed before. */
  isLater: boolean
  /** No other row can come that these may name. */
  isLast: boolean
}>

const attempts = 3
/** Faults that lie in the moment, not in a row. */
const passing: readonly string[] = ['kernel.busy', 'kernel.unavailable']

/** Faults that no row is to blame for: the person is gone, the template cannot be rendered. */
const ofTheWhole: readonly string[] = ['kernel.unauthenticated', 'kernel.bad-import']

/**
 * Brings rows in, in one transaction with the progress; answers how many were decided. When the database refuses all because of some, the
 * halves are tried, and a row that is refused alone is a failure.
 */
export async function commitRows(run: Run, rows: readonly TableRow[], phase: Phase): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { outcome, stopWanted } = await commitOnce(run, rows, { phase, refused: null })
      run.afterBatch(stopWanted)
      return rows.length - outcome.postponed.length
    } catch (error) {
      if (!(error instanceof Fault) || ofTheWhole.includes(error.code)) throw error
      // A value that somebody took in the same moment is seen by the next attempt.
      const mayPass = error.code === 'kernel.busy' || error.code === 'kernel.not-unique'
      if (mayPass && attempt < attempts) continue
      if (passing.includes(error.code)) throw error
      return split(run, rows, { phase, fault: error })
    }
  }
}

async function split(run: Run, rows: readonly TableRow[], { phase, fault }: { phase: Phase; fault: Fault }): Promise<number> {
  if (rows.length === 1) {
    const { stopWanted } = await commitOnce(run, rows, { phase, refused: fault })
    run.afterBatch(stopWanted)
    return 1
  }
  const half = Math.ceil(rows.length / 2)
  return (await commitRows(run, rows.slice(0, half), phase)) + (await commitRows(run, rows.slice(half), phase))
}

type How = Readonly<{ phase: Phase; refused: Fault | null }>

async function commitOnce(
  run: Run,
  rows: readonly TableRow[],
  { phase, refused }: How,
): Promise<{ outcome: BatchOutcome; stopWanted: boolean }> {
  const session = await run.sessionOf()
  const place = session.workspace
  const done = await run.engine.work(session, run.road, async (work, tx) => {
    const scope = scopeOf(work)
    // Made anew for each attempt: the checks leave their marks on them.
    const drafts = rows.map(run.read)
    const whole = refused ? refusedOutcome(rows, refused) : await writeBatch({ ...run, scope, drafts, isLast: phase.isLast })
    const outcome = withoutSecrets(run.plan, whole)
    const report = addBatch(run.at.report, run.plan, { outcome, drafts, values: run.values })
    await run.suggest(scope, report.problems)
    const at: At = {
      ...run.at,
      rowsDone: run.at.rowsDone + (phase.isLater ? 0 : rows.length),
      counts: addCounts(run.at.counts, outcome, phase.isLater ? 0 : rows.length),
      report,
    }
    await insertFailures(tx, place, run.id, outcome.failures)
    const waiting = new Set(outcome.postponed.map((draft) => draft.line))
    if (phase.isLater)
      await removeLater(
        tx,
        place,
        run.id,
        rows.map((row) => row.line).filter((line) => !waiting.has(line)),
      )
    else await insertLater(tx, place, run.id, outcome.postponed)
    const saved = await saveProgress(tx, place, run.id, { ...at, rowsBefore: run.at.rowsDone, tookMs: run.tookMs() })
    if (!saved) throw new TakenAway()
    return { outcome, at, stopWanted: saved.stopWanted }
  })
  done.outcome.keep()
  run.at = done.at
  return done
}

/** What becomes of a row that the store refuses. */
function refusedOutcome(rows: readonly TableRow[], fault: Fault): BatchOutcome {
  const issues =
    fault.issues.length > 0
      ? fault.issues.map(({ path, code, details }) => ({ path, code, details: details ?? {} }))
      : [{ path: '', code: fault.code, details: fault.details }]
  const failures: Failure[] = rows.map(({ line, cells }) => ({
    line,
    cells,
    issues: issues.map(({ path, code, details }) => ({ column: null, field: path.replace(/^\d+\./, '') || null, code, details })),
  }))
  return {
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    failures,
    postponed: [],
    twins: [],
    marked: [],
    made: {},
    keep: () => undefined,
  }
}
