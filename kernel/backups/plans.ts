import { sql } from '../db/sql.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { lastDue, type Plan } from './due.ts'
import { type BackupDeps, enqueueBackup } from './enqueue.ts'

const lookMs = 60_000

export async function plansOf({ engine }: Pick<BackupDeps, 'engine'>, workspace: WorkspaceFacts): Promise<readonly Plan[]> {
  const rows = await engine.database
    .read(workspace)
    .query(sql`SELECT id, every, hour, keep, rehearse FROM ${sql.id(workspace.schema, 'backup_plan')} WHERE active ORDER BY id`)
  return rows.map((row) => ({
    id: String(row.id),
    every: row.every as Plan['every'],
    hour: Number(row.hour),
    keep: Number(row.keep),
    rehearse: row.rehearse === true,
  }))
}

/** Backups that plans ask for and nobody has begun. A backup that failed is tried again when the plan next asks. */
export async function makeDue(deps: BackupDeps, now: Date): Promise<number> {
  let begun = 0
  for (const workspace of await deps.engine.workspaces()) {
    const plans = await plansOf(deps, workspace)
    if (plans.length === 0) continue
    await deps.engine.database.lockedTransaction(`backups ${workspace.slug}`, async () => {
      const made = await deps.shelf.list(workspace.slug)
      for (const plan of plans) {
        const due = lastDue(plan, now, workspace.timeZone).toISOString()
        if (made.some((note) => note.plan === plan.id && note.due !== null && note.due >= due)) continue
        await enqueueBackup(deps, workspace, { plan: plan.id, due, by: null })
        begun++
      }
    })
  }
  return begun
}

/** Looks once a minute, and when a plan was changed, whether one asks for a backup; answers how to stop that. */
export function watchPlans(deps: BackupDeps): () => void {
  const look = () =>
    void makeDue(deps, new Date()).catch((error: unknown) => deps.log.warn({ err: error }, 'could not look after the plans of backups'))
  look()
  const stopListening = deps.engine.onTouched((touched) => {
    if (touched.some(({ object }) => object === 'backupPlan')) look()
  })
  const timer = setInterval(look, lookMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    stopListening()
  }
}
