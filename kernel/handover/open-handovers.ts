import { sql } from '../db/sql.ts'
import type { Engine, Session } from '../engine-types.ts'
import type { JobHandler, Jobs } from '../jobs/open-jobs.ts'
import { Fault, fail } from '../model/fault.ts'
import { newId } from '../model/uuid.ts'
import { scopeOf } from '../records/open-work.ts'
import { findHandover, type HandoverPlan, type HandoverRow, handoverTable } from './handover-rows.ts'
import { type Holding, holdingsOf } from './holdings.ts'
import { runHandover } from './run-handover.ts'

export const jobName = 'handover'

type Told = (details: object, message: string) => void
export type Handovers = Readonly<{
  handlers: Readonly<Record<string, JobHandler>>
  start(jobs: Jobs): void
  /** What a member holds. @throws `kernel.not-found` */
  preview(session: Session, memberId: string): Promise<readonly Holding[]>
  /** Queues it. @throws `kernel.bad-value` for a receiver who is not active or is the leaver, `kernel.busy` while another one of the person is under way */
  begin(session: Session, memberId: string, plan: HandoverPlan): Promise<HandoverRow>
  one(session: Session, id: string): Promise<HandoverRow>
  /** Ends it after the batch at hand; what is handed over stays so. */
  stop(session: Session, id: string): Promise<HandoverRow>
}>

/** Handovers of what leavers hold, run by jobs: in batches, in one change set, going on where a killed process ended. */
export function openHandovers({ engine, log }: { engine: Engine; log: Readonly<{ error: Told }> }): Handovers {
  let queue: Jobs | undefined
  const one = async ({ workspace }: Session, id: string) =>
    (await findHandover(engine.database.write(workspace), workspace, id)) ?? fail('kernel.not-found', { object: 'handover', id })
  const preview = (session: Session, memberId: string) =>
    engine.work(session, { via: 'web' }, async (work) => {
      await work.one({ name: 'member' } as never, memberId)
      return holdingsOf(scopeOf(work), memberId)
    })
  return {
    handlers: {
      [jobName]: async ({ workspace, id }, { signal }) => {
        const facts = await engine.workspace(String(workspace))
        await runHandover(
          { engine, workspace: facts, signal, onUnexpected: (error) => log.error({ err: error, handover: id }, 'a handover failed') },
          String(id),
        )
      },
    },
    start(jobs) {
      queue = jobs
    },
    preview,
    one,
    async begin(session, memberId, plan) {
      const { workspace, actor } = session
      const holdings = (await preview(session, memberId)).filter(({ mayHandOver }) => mayHandOver)
      await assertReceivers(engine, session, { memberId, plan })
      const wanted = holdings.filter(({ object, field }) => (plan.receivers[`${object}.${field}`] ?? plan.receivers['*']) !== undefined)
      const total = wanted.reduce((sum, { count, open }) => sum + (plan.openOnly ? open : count), 0)
      const id = newId()
      await engine.database.transaction(workspace, async (tx) => {
        // One at a time for each person: of two, the order of the queue would decide who gets what.
        await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${workspace.slug} handover ${memberId}`}, 0))`)
        const [open] = await tx.query(
          sql`SELECT id FROM ${handoverTable(workspace)} WHERE member_id = ${memberId}::uuid AND state IN ('queued', 'running')`,
        )
        if (open) fail('kernel.busy', { object: 'handover', id: open.id, reason: 'handover-open' })
        await tx.query(sql`INSERT INTO ${handoverTable(workspace)} (id, member_id, actor_id, plan, state, change_set_id, rows_total, created_at)
          VALUES (${id}::uuid, ${memberId}::uuid, ${actor.memberId}::uuid, ${JSON.stringify(plan)}::json, 'queued', ${newId()}::uuid, ${total}, ${new Date()})`)
        await queue?.add(tx, jobName, { workspace: workspace.slug, id }, { jobKey: `handover ${id}`, attempts: 5 })
      })
      return one(session, id)
    },
    async stop(session, id) {
      const affected = await engine.database
        .write(session.workspace)
        .affected(
          sql`UPDATE ${handoverTable(session.workspace)} SET stop_wanted = true WHERE id = ${id}::uuid AND state IN ('queued', 'running')`,
        )
      if (affected === 0) fail('kernel.busy', { object: 'handover', id })
      return one(session, id)
    },
  }
}

async function assertReceivers(
  engine: Engine,
  { workspace }: Session,
  { memberId, plan }: { memberId: string; plan: HandoverPlan },
): Promise<void> {
  const receivers = Object.entries(plan.receivers)
  if (receivers.length === 0 && !plan.deactivate) fail('kernel.bad-value', { path: 'receivers', reason: 'none' })
  for (const [key, receiver] of receivers) {
    if (receiver === memberId) fail('kernel.bad-value', { path: `receivers.${key}`, reason: 'leaver' })
    await engine.actorOf(workspace, receiver).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error
      fail('kernel.bad-value', { path: `receivers.${key}`, reason: 'no-such-record', object: 'member' })
    })
  }
}
