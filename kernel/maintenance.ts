import type { Audit } from './audit/open-audit.ts'
import { trimAudit, usualAuditMonths } from './audit/trim.ts'
import type { StartLog } from './db/embedded.ts'
import type { Database } from './db/pool.ts'
import { sql } from './db/sql.ts'
import { keepTerms } from './duplicates/keep-terms.ts'
import type { Engine } from './engine-types.ts'
import type { WorkspaceFacts } from './query/question.ts'

const everyMs = 6 * 3_600_000
const answersKeptHours = 48

type Deps = Readonly<{ engine: Engine; database: Database; audit: Audit; log: StartLog }>

/**
 * Does by the clock what nobody should have to think of: months of the change log ahead of time, stored answers of repeated calls that nobody
 * will repeat any more, terms by which duplicates are told that older records lack. Runs at once and every six hours, in every process; each step is safe to run twice. Answers how to stop.
 */
export function startMaintenance({ engine, database, audit, log }: Deps): () => void {
  let isOver = false
  const run = async () => {
    await engine.migrate()
    for (const workspace of await engine.workspaces()) {
      const gone = await database.write(workspace).affected(sql`
        DELETE FROM ${sql.id(workspace.schema, 'idempotency')} WHERE at < now() - make_interval(hours => ${answersKeptHours}::int)`)
      if (gone > 0) log.info({ workspace: workspace.slug, gone }, 'old answers of repeated calls removed')
      const keepMonths = await auditMonths(database, workspace)
      const before = await trimAudit(database, workspace, { key: audit.key, now: new Date(), keepMonths })
      if (before) log.info({ workspace: workspace.slug, before }, 'months of the audit whose time is over removed')
    }
    for (const workspace of await engine.workspaces()) {
      const mended = await keepTerms(engine, workspace, () => isOver)
      if (mended > 0) log.info({ workspace: workspace.slug, mended }, 'records got the terms by which duplicates are told')
    }
  }
  const safely = () => void run().catch((error: unknown) => log.warn({ err: error }, 'maintenance failed, next try in six hours'))
  safely()
  const timer = setInterval(safely, everyMs)
  timer.unref()
  return () => {
    isOver = true
    clearInterval(timer)
  }
}

/** After many new rows the planner's figures are wrong until the server counts again, within a minute or two: this has it count at once. */
export async function countRows(engine: Engine, workspace: WorkspaceFacts): Promise<void> {
  const names = [...Object.values((await engine.catalogOf(workspace)).objects).map(({ table }) => table), 'change']
  await engine.database.upkeep(workspace).query(sql`ANALYZE ${sql.join(names.map((name) => sql.id(workspace.schema, name)))}`)
}

async function auditMonths(database: Database, workspace: WorkspaceFacts): Promise<number> {
  const [row] = await database
    .read(workspace)
    .query(sql`SELECT max(audit_months)::int AS months FROM ${sql.id(workspace.schema, 'security_setting')}`)
  return row?.months ? Number(row.months) : usualAuditMonths
}
