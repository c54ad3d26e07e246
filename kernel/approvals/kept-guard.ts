import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { WorkState } from '../records/state.ts'
import { markOf } from './marks.ts'

const kept: readonly string[] = ['approvalCase', 'approvalTask', 'approvalNote']

/**
 * Cases, and what was decided in them, are written by decisions alone: no call makes or changes them, no undo takes them back. A case that has ended follows its record when that is merged, and
 * lets go of a flow that is removed.
 *
 * @throws `kernel.decision-stands`
 */
export async function keptGuard(state: WorkState): Promise<void> {
  if (['own', 'keeps'].includes(markOf(state)?.kind ?? '') || !kept.some((name) => state.touched.has(name))) return
  const { schema, id } = state.session.workspace
  const [row] = await state.tx.query(sql`SELECT c.object, c.record_id AS id FROM ${sql.id(schema, 'change')} c
    LEFT JOIN ${sql.id(schema, 'approval_case')} k ON k.id = c.record_id
    WHERE c.change_set_id = ${state.changeSetId}::uuid AND c.workspace_id = ${id}::int AND c.object = ANY(${[...kept]}::text[]) AND c.at >= ${state.now.toISOString()}::timestamptz
      AND NOT (c.object = 'approvalCase' AND c.kind = 'update' AND k.state <> 'running' AND c.changed <@ ARRAY['record', 'flow']) LIMIT 1`)
  if (row) fail('kernel.decision-stands', { object: row.object, id: row.id })
}
