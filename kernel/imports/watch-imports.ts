import type { WorkspaceFacts } from '../query/question.ts'
import { watchRuns } from '../runs/watch-runs.ts'
import type { ImportDeps } from './open-imports.ts'
import { dropRestingSecrets } from './secrets.ts'

export const jobName = 'import'
const cleanMs = 6 * 3_600_000

/** Removes files of imports that nobody needs any more; answers how many. */
export async function cleanFiles({ engine, files }: Pick<ImportDeps, 'engine' | 'files'>, workspace: WorkspaceFacts): Promise<number> {
  return (await files.clean(engine.database.write(workspace), workspace)) + (await dropRestingSecrets({ engine, files }, workspace))
}

/** Looks after imports, and for files that nobody needs; answers how to stop that. An import that broke off waits to be resumed or taken back. */
export function watchImports(deps: ImportDeps): () => void {
  const { engine, files, warn } = deps
  const clean = async () => {
    for (const workspace of await engine.workspaces()) await cleanFiles({ engine, files }, workspace)
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
