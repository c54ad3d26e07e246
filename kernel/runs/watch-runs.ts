import type { Connection } from '../db/pool.ts'
import type { Engine } from '../engine-types.ts'
import type { JobHandler } from '../jobs/open-jobs.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { markInterrupted } from './interrupted.ts'
import type { RunState } from './run-table.ts'
import type { RunOptions } from './run-to-end.ts'

const sweepMs = 10_000

/** What looking after runs of one kind takes. */
export type RunKeeper = Readonly<{
  engine: Engine
  /** Table of the runs. */
  table: string
  warn(details: object, message: string): void
  /** Has the run done by some process, once `tx` commits or at once without one. */
  enqueue(tx: Connection | null, workspace: WorkspaceFacts, id: string): Promise<void>
  /** Does it here and now; answers what became of it. */
  run(workspace: WorkspaceFacts, id: string, o: RunOptions): Promise<Readonly<{ id: string; state: RunState }> | undefined>
  /** What becomes of runs that broke off; they wait for a person when this is not given. */
  onInterrupted?(workspace: WorkspaceFacts, ids: readonly string[]): Promise<void>
}>

/** The job that does one run; when the server is stopping, whoever is up next goes on. */
export const runHandler =
  ({ engine, run, enqueue }: RunKeeper): JobHandler =>
  async (payload, { signal }) => {
    const workspace = await engine.workspace(String(payload.workspace))
    const row = await run(workspace, String(payload.id), { signal, whenEnded: 'queued' })
    if (row?.state === 'queued') await enqueue(null, workspace, row.id)
  }

/** Looks for runs whose process is gone, and for queued ones that no job knows of. */
export async function sweepRuns({ engine, table, warn, enqueue, onInterrupted }: RunKeeper): Promise<void> {
  for (const workspace of await engine.workspaces()) {
    const { interrupted, forgotten } = await markInterrupted(engine.database.write(workspace), { place: workspace, name: table })
    if (interrupted.length > 0) {
      warn({ workspace: workspace.slug, table, runs: interrupted }, 'runs broke off with their process')
      await onInterrupted?.(workspace, interrupted)
    }
    for (const id of forgotten) await enqueue(null, workspace, id)
  }
}

/** Does so at once and every ten seconds; answers how to stop. */
export function watchRuns(keeper: RunKeeper): () => void {
  const safely = () =>
    void sweepRuns(keeper).catch((error: unknown) => keeper.warn({ err: error, table: keeper.table }, 'could not look after runs'))
  safely()
  const timer = setInterval(safely, sweepMs).unref()
  return () => clearInterval(timer)
}
