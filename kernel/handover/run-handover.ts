import { sql } from '../db/sql.ts'
import type { Engine, Session } from '../engine-types.ts'
import { Fault } from '../model/fault.ts'
import { member } from '../model/people.ts'
import { compileIds } from '../query/compile-ids.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { scopeOf } from '../records/open-work.ts'
import { queryContext } from '../records/state.ts'
import { changeRecords } from '../records/write.ts'
import { findHandover, type HandoverRow, handoverTable } from './handover-rows.ts'
import { type Held, heldFields } from './holdings.ts'

const batch = 1_000

type Deps = Readonly<{ engine: Engine; workspace: WorkspaceFacts; signal: AbortSignal; onUnexpected(error: unknown): void }>
type Run = Deps & Readonly<{ row: HandoverRow; session: Session }>

/**
 * Hands over, batch by batch, as whoever began it and with what he may now. What is handed over is no longer the leaver's, so a run
 * that was broken off goes on with the rest by itself.
 */
export async function runHandover(deps: Deps, id: string): Promise<void> {
  const { engine, workspace } = deps
  const row = await findHandover(engine.database.write(workspace), workspace, id)
  if (!row || !['queued', 'running'].includes(row.state)) return
  await settle(deps, id, { state: 'running', error: null })
  try {
    const run: Run = { ...deps, row, session: { workspace, actor: await engine.actorOf(workspace, row.actor) } }
    const state = await handOverAll(run)
    if (state) await settle(deps, id, { state, error: null })
  } catch (error) {
    if (!(error instanceof Fault)) deps.onUnexpected(error)
    const { code, details } = error instanceof Fault ? error : { code: 'kernel.unavailable', details: {} }
    await settle(deps, id, { state: 'failed', error: { code, details } })
  }
}

/** The state it ends in; null when the process ends and another one goes on. */
async function handOverAll(run: Run): Promise<'done' | 'stopped' | null> {
  const held = await inWork(run, async (work) => heldFields(scopeOf(work)))
  for (const one of held) {
    const receiver = run.row.plan.receivers[`${one.object.name}.${one.field.name}`] ?? run.row.plan.receivers['*']
    if (receiver === undefined) continue
    for (;;) {
      if (run.signal.aborted) return null
      if ((await findHandover(run.engine.database.write(run.workspace), run.workspace, run.row.id))?.stopWanted) return 'stopped'
      if (!(await handOverSome(run, one, receiver))) break
    }
  }
  if (run.row.plan.deactivate) await inWork(run, (work) => work.change(member, run.row.member, { active: false }))
  return 'done'
}

const inWork = <T>({ engine, session, row }: Run, work: Parameters<typeof engine.work<T>>[2]): Promise<T> =>
  engine.work(session, { via: 'job', cause: 'handover', changeSetId: row.changeSet }, work)

/** One batch of one kind; false when there is nothing left that the person may change. */
function handOverSome(run: Run, { object, field }: Held, receiver: string): Promise<boolean> {
  const { row, workspace } = run
  return inWork(run, async (work, tx) => {
    const scope = scopeOf(work)
    const { access } = scope.state
    if (!access.may(scope.actor, object.name, 'update') || access.fieldRight(scope.actor, object.name, field.name) !== 'write') return false
    const filter = { and: [{ [field.name]: row.member }, ...(row.plan.openOnly && object.open ? [object.open] : [])] }
    const { sql: piece } = compileIds(queryContext(scope), { object: object.name, filter, verb: 'update', limit: batch })
    const ids = (await tx.query(piece)).map((found) => String(found.id))
    if (ids.length === 0) return false
    await changeRecords(
      scope,
      scope.state.catalog.objects[object.name]!,
      ids.map((id) => ({ id, to: { [field.name]: receiver } })),
      { indexed: false },
    )
    await tx.query(sql`UPDATE ${handoverTable(workspace)} SET rows_done = rows_done + ${ids.length} WHERE id = ${row.id}::uuid`)
    return ids.length === batch
  })
}

async function settle({ engine, workspace }: Deps, id: string, to: Pick<HandoverRow, 'state' | 'error'>): Promise<void> {
  const finished = to.state === 'running' ? null : new Date()
  await engine.database
    .write(workspace)
    .query(sql`UPDATE ${handoverTable(workspace)} SET state = ${to.state}, finished_at = ${finished}::timestamptz,
    error = ${to.error ? JSON.stringify(to.error) : null}::jsonb WHERE id = ${id}::uuid`)
}
