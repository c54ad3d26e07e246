import type { BulkKind, NewRun } from '../bulk/bulk-kind.ts'
import { itemsOf, itemTable } from '../bulk/bulk-rows.ts'
import { reasonOf, withTitles } from '../bulk/kinds/chosen.ts'
import { sql } from '../db/sql.ts'
import { Fault, fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { objectOf, openWork } from '../records/open-work.ts'
import type { Scope } from '../records/state.ts'
import { type CaseRow, endWaiting, holdCase, put, putNew, tasksOf } from './cases.ts'
import { ofFlow } from './flows.ts'
import { mark } from './marks.ts'
import { approvalCase, approvalFlow } from './objects.ts'
import { openCall } from './shut-values.ts'
import { approveCase, endCase, enterStep, submitterOf } from './steps.ts'
import { submitChange } from './submit.ts'
import { asSystem, carryOut } from './waiting-change.ts'

/** What becomes of the cases that run when their flow ends. */
const endings: readonly string[] = ['finish', 'restart', 'approve']
type Ending = 'finish' | 'restart' | 'approve'
type Closing = Readonly<{ flow: string; how: Ending; remove: boolean }>

function closingOf({ ids, running, remove }: NewRun['wish']): Closing {
  const [flow, ...more] = Array.isArray(ids) ? ids : []
  if (!isUuid(flow) || more.length > 0) fail('kernel.bad-value', { path: 'ids', want: 'list' })
  if (!endings.includes(String(running))) fail('kernel.bad-value', { path: 'running', want: 'ending' })
  return { flow, how: running as Ending, remove: remove === true }
}

/**
 * Switches a flow off, or removes it, and says what becomes of its running cases: they finish on the version that they began with, begin again with the flows that fit now (without one
 * their change is made at once), or its steps in them are approved by the administrator. A case that cannot be ended this way goes on, and is left out with the reason.
 */
export const closeKind: BulkKind = {
  batch: 16,
  stands: true,
  async begin(scope, run) {
    if (run.object?.name !== approvalFlow.name) fail('kernel.bad-value', { path: 'do', want: 'choice' })
    const { flow, how, remove } = closingOf(run.wish)
    const { state, actor } = scope
    if (state.access.reach(actor, approvalFlow.name, 'update').kind !== 'all')
      fail('kernel.forbidden', { verb: 'update', object: approvalFlow.name })
    mark(state, { kind: 'own' })
    const work = openWork(state, actor)
    await work.one(approvalFlow, flow, { lock: true })
    const { workspace } = state.session
    const count =
      how === 'finish'
        ? 0
        : await state.tx.affected(sql`INSERT INTO ${itemTable(workspace)} (run_id, id)
            SELECT ${run.id}::uuid, c.id FROM ${sql.id(workspace.schema, 'approval_case')} c WHERE c.state = 'running' AND ${ofFlow('c', sql`${flow}`)}`)
    if (remove) await work.remove(approvalFlow, [flow])
    else await work.change(approvalFlow, flow, { active: false })
    return count
  },
  async step(scope, run, { limit, refused }) {
    const ids = await itemsOf(scope.state.tx, scope.state.session.workspace, { run: run.id, after: run.place as string | null, limit })
    if (ids.length === 0) return null
    const settled = refused ? [] : ids
    for (const id of settled) await endOne(scope, id, closingOf(run.wish))
    const leftOut = await withTitles(scope, objectOf(scope.state, approvalCase.name), refused ? [reasonOf(ids[0]!, refused)] : [])
    return { done: ids.length, place: ids.at(-1)!, counts: { settled: settled.length, leftOut: leftOut.length }, leftOut }
  },
}

async function endOne(own: Scope, id: string, { flow, how }: Closing): Promise<void> {
  const scope = asSystem(own, 'a flow of approval was ended')
  const held = await holdCase(scope, id)
  if (held.state !== 'running') return
  mark(own.state, { kind: 'own' })
  await putNew(scope, 'approvalNote', [{ case: id, kind: 'forced', text: null }])
  if (how === 'approve') return approveSteps(scope, held, flow)
  await endWaiting(scope, await tasksOf(scope, id))
  await beginAgain(scope, held)
}

/** Nobody is asked any more by the flow that ends; where others fitted the change as well, their people still decide. */
async function approveSteps(scope: Scope, held: CaseRow, flow: string): Promise<void> {
  const parts = held.body.parts.filter((part) => part.flow !== flow)
  const tasks = await tasksOf(scope, held.id)
  if (parts.length === 0) {
    await endWaiting(scope, tasks)
    return approveCase(scope, held)
  }
  const isOver = (at: number) => held.chain[at]?.flow.id === flow
  const chain = held.chain.map((step, at) => (at >= held.step && isOver(at) ? { ...step, people: [], skipped: 'ended' as const } : step))
  const left = { ...held, chain, body: { ...held.body, parts } }
  await put(scope, 'approvalCase', held.id, { chain, body: left.body })
  if (!isOver(held.step)) return
  await endWaiting(scope, tasks)
  await enterStep(scope, left, { at: held.step + 1, round: held.round, tasks })
}

async function beginAgain(scope: Scope, held: CaseRow): Promise<void> {
  const call = openCall(scope, held)
  await endCase(scope, held, 'recalled')
  const actor = await submitterOf(scope.state, held.owner)
  try {
    await submitChange(scope.state.workOf(actor), call)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'kernel.no-approval-needed') throw error
    await carryOut({ state: scope.state, actor }, call)
  }
}
