import { watchRuns } from '../runs/watch-runs.ts'
import type { ImportDeps } from './open-imports.ts'

export const jobName = 'import'
const cleanMs = 6 * 3_600_000

/** Looks after imports, and for files that nobody needs; answers how to stop that. An import that broke off waits to be resumed or taken back. */
export function watchImports(deps: ImportDeps): () => void {
  const { engine, files, warn } = deps
  const clean = async () => {
    for (const workspace of await engine.workspaces()) await files.clean(engine.database.write(workspace), workspace)
  }
  const safely = () => void clean().catch((error: unknown) => warn({ err: error }, 'could not look after files of imports'))
  const stopRuns = watchRuns(deps)
  safely()
  const timer = setInterval(safely, cleanMs).unref()
  return () => {
    stopRuns()
    clearInterval(timer)
  }
}
