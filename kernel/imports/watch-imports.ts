import type { JobHandler } from '../jobs/open-jobs.ts'
import { markInterrupted } from './interrupted.ts'
import type { ImportDeps } from './open-imports.ts'

export const jobName = 'import'
const sweepMs = 10_000
const cleanMs = 6 * 3_600_000

/** Runs one import; when the server is stopping, whoever is up next goes on. */
export const importHandler =
  ({ engine, run, enqueue }: ImportDeps): JobHandler =>
  async (payload, { signal }) => {
    const workspace = await engine.workspace(String(payload.workspace))
    const row = await run(workspace, String(payload.id), { signal, whenEnded: 'queued' })
    if (row?.state === 'queued') await enqueue(null, workspace, row.id)
  }

/** Looks for imports whose process is gone, for queued ones that no job knows of, and for files that nobody needs; answers how to stop that. */
export function watchImports({ engine, files, log, enqueue }: ImportDeps): () => void {
  const { database } = engine
  const sweep = async () => {
    for (const workspace of await engine.workspaces()) {
      const { interrupted, forgotten } = await markInterrupted(database.write(workspace), workspace)
      if (interrupted.length > 0)
        log.warn({ workspace: workspace.slug, imports: interrupted }, 'imports broke off; they wait to be resumed or taken back')
      for (const id of forgotten) await enqueue(null, workspace, id)
    }
  }
  const clean = async () => {
    for (const workspace of await engine.workspaces()) await files.clean(database.write(workspace), workspace)
  }
  const begin = (what: () => Promise<void>, everyMs: number): NodeJS.Timeout => {
    const safely = () => void what().catch((error: unknown) => log.warn({ error: String(error) }, 'could not look after imports'))
    safely()
    return setInterval(safely, everyMs).unref()
  }
  const timers = [begin(sweep, sweepMs), begin(clean, cleanMs)]
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
