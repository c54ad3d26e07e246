import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { Engine, Session, WorkRoad } from '../engine-types.ts'
import { Fault, fail } from '../model/fault.ts'
import { scopeOf } from '../records/open-work.ts'
import { type CaseRow, endWaiting, holdCase, putNew, tasksOf } from './cases.ts'
import { mark } from './marks.ts'
import { approvalFlow } from './objects.ts'
import { approveCase, endCase } from './steps.ts'
import { type ApprovalDeps, submitChange } from './submit.ts'
import { asSystem, carryOut } from './waiting-change.ts'

/** What becomes of the cases that run when their flow ends. */
export type Ending = 'finish' | 'restart' | 'approve'
export type Closed = Readonly<{ cases: number; left: readonly Readonly<{ id: string; code: string }>[] }>

type Closing = Readonly<{ engine: Engine; deps: ApprovalDeps; session: Session; road: WorkRoad }>

/**
 * Switches a flow off, or removes it, and says what becomes of its running cases: they finish on the version that they began with, begin again with the flow that fits now (without one
 * their change is made at once), or are approved by the administrator. Each case is one work. A case that cannot be ended this way goes on, and is named with the reason.
 *
 * @throws `kernel.forbidden`, `kernel.not-found`
 */
export async function closeFlow(closing: Closing, id: string, o: { running: Ending; remove: boolean }): Promise<Closed> {
  const { engine, session, road } = closing
  const cases = await engine.work(session, road, async (work, tx) => {
    const scope = scopeOf(work)
    if (scope.state.access.reach(scope.actor, approvalFlow.name, 'update').kind !== 'all')
      fail('kernel.forbidden', { verb: 'update', object: approvalFlow.name })
    mark(scope.state, { kind: 'own' })
    await work.one(approvalFlow, id, { lock: true })
    const rows = await tx.query(
      sql`SELECT id FROM ${sql.id(session.workspace.schema, 'approval_case')} WHERE state = 'running' AND flow_id = ${id}::uuid ORDER BY created_at, id`,
    )
    if (o.remove) await work.remove(approvalFlow, [id])
    else await work.change(approvalFlow, id, { active: false })
    return rows.map((row) => String(row.id))
  })
  const left: { id: string; code: string }[] = []
  for (const one of o.running === 'finish' ? [] : cases) {
    try {
      await endOne(closing, one, o.running)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      left.push({ id: one, code: String(error.details.because ?? error.code) })
    }
  }
  return { cases: cases.length, left }
}

async function endOne({ engine, deps, session, road }: Closing, id: string, how: Ending): Promise<void> {
  await engine.work(session, road, async (work) => {
    const own = scopeOf(work)
    const scope = asSystem(own, 'a flow of approval was ended')
    const held = await holdCase(scope, id)
    if (held.state !== 'running') return
    mark(own.state, { kind: 'own' })
    await endWaiting(scope, await tasksOf(scope, id))
    await putNew(scope, 'approvalNote', [{ case: id, kind: 'forced', text: null }])
    if (how === 'approve') await approveCase({ scope, ...deps }, held)
    else await beginAgain({ scope, deps }, held)
  })
}

async function beginAgain({ scope, deps }: { scope: ReturnType<typeof asSystem>; deps: ApprovalDeps }, held: CaseRow): Promise<void> {
  await endCase(scope, held, 'recalled')
  const actor = await deps.submitter(held.owner)
  const work = scope.state.workOf(actor.memberId ? actor : { ...system('approval'), memberId: held.owner })
  try {
    await submitChange(work, deps, held.change.call)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'kernel.no-approval-needed') throw error
    await carryOut({ state: scope.state, actor }, deps.actions, held.change.call)
  }
}
