import type { StartLog } from './db/embedded.ts'
import type { Database } from './db/pool.ts'
import { sql } from './db/sql.ts'
import type { Engine } from './engine-types.ts'

const everyMs = 6 * 3_600_000
const answersKeptHours = 48

/**
 * Does by the clock what nobody should have to think of: months of the change log ahead of time, stored answers of repeated calls that nobody
 * will repeat any more. Runs at once and every six hours, in every process; each step is safe to run twice. Answers how to stop.
 */
export function startMaintenance({ engine, database, log }: { engine: Engine; database: Database; log: StartLog }): () => void {
  const run = async () => {
    await engine.migrate()
    for (const workspace of await engine.workspaces()) {
      const gone = await database.write(workspace).affected(sql`
        DELETE FROM ${sql.id(workspace.schema, 'idempotency')} WHERE at < now() - make_interval(hours => ${answersKeptHours}::int)`)
      if (gone > 0) log.info({ workspace: workspace.slug, gone }, 'old answers of repeated calls removed')
    }
  }
  const safely = () => void run().catch((error: unknown) => log.warn({ error: String(error) }, 'maintenance failed, next try in six hours'))
  safely()
  const timer = setInterval(safely, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
