import { telling } from '../actions/define-consequence.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../model/uuid.ts'
import type { Scope, WorkState } from '../records/state.ts'
import type { NoticeDef, Telling } from './define-notice.ts'

/** Stands for the notices of a workspace where processes tell each other what was touched: its records are the persons concerned. */
export const noticeSign = '$notice'

export type Told = Readonly<{ kind: NoticeDef; actorId: string | null; telling: Telling }>

/** Notes who is to be told of what; written with the end of the work. Imports tell nobody unless they were asked to. */
export function tell({ state, actor }: Scope, kind: NoticeDef, list: readonly Telling[]): void {
  if (state.road.via === 'import' && !state.road.brings?.includes(telling)) return
  for (const telling of list) if (telling.person !== actor.memberId) state.told.push({ kind, actorId: actor.memberId, telling })
}

/** Writes what was told as one set. Nobody is told the same of one record twice in one work; what was told once for good is not told again. */
export async function storeNotices(state: WorkState): Promise<void> {
  if (state.told.length === 0) return
  const rows = new Map(state.told.map((one) => [`${one.kind.name} ${one.telling.person} ${one.telling.record}`, rowOf(one)]))
  const { schema } = state.session.workspace
  const found = await state.tx.query(sql`
INSERT INTO ${sql.id(schema, 'notice')} (id, person, kind, asks, object, record_id, actor_id, "values", change_set_id, at, bell, mail, once)
SELECT t.id, t.person, t.kind, t.asks, t.object, t.record_id, t.actor_id, t."values", ${state.changeSetId}::uuid, ${state.now.toISOString()}::timestamptz,
  c.bell, CASE WHEN NOT c.mail THEN NULL WHEN t.asks THEN 'now' ELSE 'digest' END, t.once
FROM json_to_recordset(${JSON.stringify([...rows.values()])}::json) AS t(id uuid, person uuid, kind text, asks boolean, object text, record_id uuid, actor_id uuid,
  "values" jsonb, bell boolean, mail boolean, once text)
JOIN ${sql.id(schema, 'member')} m ON m.id = t.person AND coalesce(m.active, true)
LEFT JOIN ${sql.id(schema, 'notice_setting')} s ON s.person = t.person
CROSS JOIN LATERAL (SELECT coalesce((s.channels -> t.kind ->> 'bell')::boolean, t.bell) AS bell, coalesce((s.channels -> t.kind ->> 'mail')::boolean, t.mail) AS mail) c
WHERE c.bell OR c.mail
ON CONFLICT DO NOTHING RETURNING person`)
  for (const row of found) state.toldPeople.add(String(row.person))
}

const rowOf = ({ kind, actorId, telling }: Told) => ({
  id: newId(),
  person: telling.person,
  kind: kind.name,
  asks: kind.asks,
  object: kind.on ?? telling.object,
  record_id: telling.record,
  actor_id: actorId,
  values: telling.values ?? {},
  bell: kind.channels.includes('bell'),
  mail: kind.channels.includes('mail'),
  once: telling.once === undefined ? null : `${kind.name} ${telling.person} ${telling.record} ${telling.once}`,
})

/** What was told of a change set that is taken back is gone, as far as nobody has read it. */
export async function takeNoticesBack(state: WorkState, changeSet: string): Promise<void> {
  const gone = await state.tx.query(sql`DELETE FROM ${sql.id(state.session.workspace.schema, 'notice')}
    WHERE change_set_id = ${changeSet}::uuid AND read_at IS NULL RETURNING person`)
  for (const row of gone) state.toldPeople.add(String(row.person))
}

/** The persons concerned, as an announcement to all processes. */
export const toldTouched = (workspace: string, people: Iterable<string>) => ({
  workspace,
  object: noticeSign,
  records: [...people].map((id) => ({ id, kind: 'create' as const, owner: id, department: null })),
})
