import { approvalGuard } from '../approvals/approval-guard.ts'
import { flowGuard } from '../approvals/flow-guard.ts'
import { keptGuard } from '../approvals/kept-guard.ts'
import { sql } from '../db/sql.ts'
import { twinGuard } from '../duplicates/twin-guard.ts'
import type { TouchedRecord, WorkState } from '../records/state.ts'
import { administratorGuard } from './administrator-guard.ts'
import { askModuleGuards } from './module-guards.ts'
import { providerGuard } from './provider-guard.ts'
import { roleGuard } from './role-guard.ts'
import { shareGuard } from './share-guard.ts'
import { signInGuard } from './sign-in-guard.ts'

/**
 * A condition over the records of one object that must hold when a work ends, whichever road wrote them: form, import, undo. It sees what
 * the work has written, and throws where that must not stand.
 */
export type Guard = Readonly<{ object: string; check(state: WorkState, touched: readonly TouchedRecord[]): Promise<void> }>

/** A condition over everything that a work has done, whatever the objects. */
export type WholeGuard = (state: WorkState) => Promise<void>

const guards: readonly Guard[] = [administratorGuard, flowGuard, providerGuard, roleGuard, shareGuard, signInGuard]
const wholeGuards: readonly WholeGuard[] = [keptGuard, approvalGuard, twinGuard]

/** Asks the guards of all objects that a work has written. */
export async function askGuards(state: WorkState): Promise<void> {
  for (const { object, check } of guards) {
    const touched = state.touched.get(object)
    if (touched !== undefined) await check(state, touched ?? (await writtenInSet(state, object)))
  }
  await askModuleGuards(state)
  for (const check of wholeGuards) await check(state)
}

/** What was written without being named one by one, from the log. */
async function writtenInSet({ tx, session, changeSetId }: WorkState, object: string): Promise<TouchedRecord[]> {
  const { schema, id } = session.workspace
  const rows = await tx.query(sql`SELECT c.record_id AS id, c.kind FROM ${sql.id(schema, 'change')} c
    WHERE c.change_set_id = ${changeSetId}::uuid AND c.workspace_id = ${id}::int AND c.object = ${object}::text`)
  return rows.map((row) => ({ id: String(row.id), kind: row.kind as TouchedRecord['kind'], owner: null, department: null }))
}
