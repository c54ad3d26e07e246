import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { AtCommit } from '../records/run-work.ts'
import type { Scope, WorkState } from '../records/state.ts'
import { holdCase, put, putNew, type TaskRow, tasksOf } from './cases.ts'
import { mark } from './marks.ts'
import { readCompany } from './people.ts'
import { askPeople, withInstead } from './steps.ts'

/** What waited for somebody who is no longer active goes to his superior in the same moment; where there is none, to an administrator. */
export const leaversTasks: AtCommit = {
  objects: ['member'],
  async run(state) {
    const waiting = await waitingOfLeavers(state)
    if (waiting.length === 0) return
    mark(state, { kind: 'keeps' })
    const scope: Scope = {
      state,
      actor: { ...system('whoever was asked has left'), memberId: state.session.actor.memberId, name: state.session.actor.name },
    }
    for (const caseId of [...new Set(waiting.map((task) => task.case))].sort())
      await passOn(scope, caseId, new Set(waiting.map(({ owner }) => owner)))
  },
}

async function waitingOfLeavers({ tx, session, touched }: WorkState): Promise<{ case: string; owner: string }[]> {
  const ids = touched.get('member')?.map(({ id }) => id)
  const table = (name: string) => sql.id(session.workspace.schema, name)
  const rows =
    await tx.query(sql`SELECT t.case_id AS "case", t.owner_id AS owner FROM ${table('approval_task')} t JOIN ${table('member')} m ON m.id = t.owner_id
    WHERE t.state = 'waiting' AND t.kind = 'decide' AND m.active IS FALSE ${ids ? sql`AND m.id = ANY(${ids}::uuid[])` : sql.empty} ORDER BY 1`)
  return rows as unknown as { case: string; owner: string }[]
}

async function passOn(scope: Scope, caseId: string, leavers: ReadonlySet<string>): Promise<void> {
  const held = await holdCase(scope, caseId)
  const tasks = await tasksOf(scope, caseId)
  const lost = tasks.filter(({ owner, state, kind }) => leavers.has(owner) && state === 'waiting' && kind === 'decide')
  const company = await readCompany(scope.state, { roles: ['administrator'], people: [...leavers] })
  let { chain } = held
  for (const task of lost) {
    const [instead] = [company.superiorOf(task.owner) ?? [], company.withRole('administrator').filter(({ id }) => id !== task.owner)].flat()
    if (!instead) continue
    await put(scope, 'approvalTask', task.id, { state: 'handedOver', decidedAt: scope.state.now.toISOString() })
    await putNew(scope, 'approvalNote', [{ case: caseId, kind: 'left', person: task.owner, text: instead.name }])
    chain = withInstead(chain, task, instead)
    if (!isAsked(tasks, task, instead.id))
      await askPeople(scope, held, { at: task.step, round: task.round, people: [instead.id], from: task.owner })
  }
  await put(scope, 'approvalCase', caseId, { chain })
}

const isAsked = (tasks: readonly TaskRow[], { step, round }: TaskRow, id: string): boolean =>
  tasks.some((task) => task.owner === id && task.step === step && task.round === round && task.state === 'waiting')
