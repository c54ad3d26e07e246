import type { Connection } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { WorkspaceFacts } from '../query/question.ts'

/** Who gets what: by `object.field`, `*` for everything that is not named. */
export type HandoverPlan = Readonly<{ receivers: Readonly<Record<string, string>>; openOnly: boolean; deactivate: boolean }>
export type HandoverRow = Readonly<{
  id: string
  member: string
  actor: string
  plan: HandoverPlan
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped'
  changeSet: string
  done: number
  total: number
  stopWanted: boolean
  error: Readonly<{ code: string; details: Readonly<Record<string, unknown>> }> | null
  createdAt: string
  finishedAt: string | null
}>

export const handoverTable = (workspace: WorkspaceFacts): Sql => sql.id(workspace.schema, 'handover')

export async function findHandover(connection: Connection, workspace: WorkspaceFacts, id: string): Promise<HandoverRow | undefined> {
  const [row] =
    await connection.query(sql`SELECT json_build_object('id', id, 'member', member_id, 'actor', actor_id, 'plan', plan, 'state', state,
    'changeSet', change_set_id, 'done', rows_done, 'total', rows_total, 'stopWanted', stop_wanted, 'error', error, 'createdAt', created_at, 'finishedAt', finished_at)::text AS row
    FROM ${handoverTable(workspace)} WHERE id = ${id}::uuid`)
  return row ? (JSON.parse(String(row.row)) as HandoverRow) : undefined
}
