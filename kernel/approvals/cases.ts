import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { Sealed } from '../model/field-types/secret/sealed.ts'
import { sameValue } from '../records/cells.ts'
import { completeNew } from '../records/complete.ts'
import { objectOf } from '../records/open-work.ts'
import type { Values } from '../records/parse-input.ts'
import { readRows } from '../records/read-rows.ts'
import type { Scope } from '../records/state.ts'
import { insertRecords, updateRecords } from '../records/store.ts'
import type { ChainStep } from './chain.ts'
import type { CaseBody } from './flow-body.ts'
import type { Change, Trial } from './waiting-change.ts'

export type CaseChange = Readonly<{ call: Change }> & Pick<Trial, 'differs' | 'facts' | 'withheld'>

export type CaseRow = Readonly<{
  id: string
  title: string
  object: string
  record: string
  body: CaseBody
  state: 'running' | 'approved' | 'rejected' | 'recalled'
  step: number
  round: number
  change: CaseChange
  /** What of the call must not lie open. */
  shut: Sealed | null
  chain: readonly ChainStep[]
  owner: string
}>

export type TaskRow = Readonly<{
  id: string
  case: string
  kind: 'decide' | 'revise' | 'copy'
  step: number
  round: number
  state: 'waiting' | 'approved' | 'rejected' | 'returned' | 'handedOver' | 'skipped' | 'done'
  owner: string
  decidedBy: string | null
}>

/** Whether its submitter may still correct what waits: it lies with him, nobody has decided in this round, or he might as well recall it. */
export const mayCorrect = (
  { step, round, recall }: Pick<CaseRow, 'step' | 'round'> & { recall: string },
  tasks: readonly Readonly<{ round: number; state: string }>[],
): boolean => step === -1 || recall === 'beforeLast' || !tasks.some((task) => task.round === round && task.state === 'approved')

/** Nobody decides about, or corrects, what he has not seen. @throws `kernel.case-corrected` where it was corrected since */
export function assertSeen({ round, title }: Pick<CaseRow, 'round' | 'title'>, seen: unknown): void {
  if (seen !== undefined && seen !== round) fail('kernel.case-corrected', { title })
}

/** The case, held to the end of the work: whoever else decides in it waits. @throws `kernel.not-found` */
export async function holdCase(scope: Scope, id: string): Promise<CaseRow> {
  const rows = await readRows(scope, objectOf(scope.state, 'approvalCase'), [id], { lock: true })
  return (rows.get(id)?.values ?? fail('kernel.not-found', { object: 'approvalCase', id })) as unknown as CaseRow
}

/** All tasks of a case, oldest first. */
export async function tasksOf(scope: Scope, caseId: string): Promise<TaskRow[]> {
  const rows =
    await scope.state.tx.query(sql`SELECT json_agg(json_build_object('id', t.id, 'case', t.case_id, 'kind', t.kind, 'step', t.step, 'round', t.round, 'state', t.state,
      'owner', t.owner_id, 'decidedBy', t.decided_by_id) ORDER BY t.created_at, t.id)::text AS rows
    FROM ${sql.id(scope.state.session.workspace.schema, 'approval_task')} t WHERE t.case_id = ${caseId}::uuid`)
  return JSON.parse((rows[0]?.rows as string | null) ?? '[]') as TaskRow[]
}

/** Makes records that only decisions make; answers them. */
export async function putNew(scope: Scope, object: string, rows: readonly Values[]): Promise<Values[]> {
  if (rows.length === 0) return []
  const of = objectOf(scope.state, object)
  const whole = rows.map((row) => completeNew(scope, of, row))
  await insertRecords(scope, of, whole)
  return whole
}

/** Changes one such record; what is the same already is not written. */
export async function put(scope: Scope, object: string, id: string, to: Values): Promise<void> {
  const of = objectOf(scope.state, object)
  const before = (await readRows(scope, of, [id])).get(id)?.values ?? fail('kernel.not-found', { object, id })
  const changed = Object.keys(to).filter((name) => !sameValue(before[name], to[name]))
  if (changed.length > 0) await updateRecords(scope, of, [{ before, after: { ...before, ...to }, changed }], { checkReach: false })
}

/** Ends what still waits in a case. */
export async function endWaiting(scope: Scope, tasks: readonly TaskRow[]): Promise<void> {
  const open = tasks.filter(({ kind, state }) => state === 'waiting' && kind !== 'copy')
  if (open.length === 0) return
  const of = objectOf(scope.state, 'approvalTask')
  const rows = await readRows(
    scope,
    of,
    open.map(({ id }) => id),
  )
  const steps = [...rows.values()].map(({ values }) => ({ before: values, after: { ...values, state: 'skipped' }, changed: ['state'] }))
  await updateRecords(scope, of, steps, { checkReach: false })
}
