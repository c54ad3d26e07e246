import type { Database } from '../../db/pool.ts'
import { sql } from '../../db/sql.ts'
import type { WorkspaceFacts } from '../../query/question.ts'
import type { StoredNotice } from '../list-notices.ts'

/** Whoever has waited longer wants no letter any more: it stood in the bell all the time. */
const keptDays = 3
const claimMinutes = 5
const mostTries = 8
const mostInLetter = 100

export type Waiting = Readonly<{ person: string; urgent: boolean }>
type Place = Readonly<{ database: Database; workspace: WorkspaceFacts }>

const waiting = sql.raw(
  `mail IS NOT NULL AND mailed_at IS NULL AND read_at IS NULL AND at > now() - interval '${keptDays} days' AND (letter_until IS NULL OR letter_until < now())`,
)

/** Persons for whom something is to be sent by mail. */
export async function readWaiting({ database, workspace }: Place): Promise<readonly Waiting[]> {
  const rows = await database.write(workspace).query(sql`SELECT person, bool_or(mail = 'now') AS urgent
    FROM ${sql.id(workspace.schema, 'notice')} WHERE ${waiting} GROUP BY person ORDER BY min(at) LIMIT 1000`)
  return rows.map((row) => ({ person: String(row.person), urgent: row.urgent === true }))
}

/** Takes what one letter shall tell; nobody else takes it before the claim has run out. */
export async function claimLetter(
  { database, workspace }: Place,
  o: { letter: string; person: string; all: boolean },
): Promise<readonly StoredNotice[]> {
  const table = sql.id(workspace.schema, 'notice')
  const [row] = await database.write(workspace).query(sql`
WITH mine AS (UPDATE ${table} SET letter_id = ${o.letter}::uuid, letter_until = now() + make_interval(mins => ${claimMinutes}::int), tries = tries + 1
  WHERE id IN (SELECT id FROM ${table} WHERE person = ${o.person}::uuid AND ${waiting} ${o.all ? sql.empty : sql`AND mail = 'now'`}
    ORDER BY at, id LIMIT ${mostInLetter}::int FOR UPDATE SKIP LOCKED)
  RETURNING id, kind, asks, at, object, record_id, actor_id, "values")
SELECT json_agg(json_build_object('id', n.id, 'kind', n.kind, 'asks', n.asks, 'at', n.at, 'readAt', NULL, 'object', n.object, 'record', n.record_id, 'values', n."values",
  'actor', CASE WHEN m.id IS NULL THEN NULL ELSE json_build_object('id', m.id, 'name', m.name) END) ORDER BY n.at, n.id)::text AS rows
FROM mine n LEFT JOIN ${sql.id(workspace.schema, 'member')} m ON m.id = n.actor_id`)
  return JSON.parse(String(row?.rows ?? '[]')) as StoredNotice[]
}

/** The letter is out. With `day`, it was the daily one. */
export async function markSent({ database, workspace }: Place, o: { letter: string; person: string; day: string | null }): Promise<void> {
  const place = database.write(workspace)
  await place.affected(
    sql`UPDATE ${sql.id(workspace.schema, 'notice')} SET mailed_at = now() WHERE letter_id = ${o.letter}::uuid AND person = ${o.person}::uuid`,
  )
  if (o.day !== null)
    await place.affected(sql`INSERT INTO ${sql.id(workspace.schema, 'notice_setting')} (person, digest_on) VALUES (${o.person}::uuid, ${o.day}::date)
      ON CONFLICT (person) DO UPDATE SET digest_on = excluded.digest_on`)
}

/** It could not be sent: tried again later and later, and given up in the end. */
export async function markFailed({ database, workspace }: Place, o: { letter: string; person: string }): Promise<void> {
  await database.write(workspace).affected(sql`UPDATE ${sql.id(workspace.schema, 'notice')}
    SET mail = CASE WHEN tries >= ${mostTries}::int THEN NULL ELSE mail END, letter_until = now() + make_interval(secs => 30 * power(2, least(tries, 8) - 1))
    WHERE letter_id = ${o.letter}::uuid AND person = ${o.person}::uuid AND mailed_at IS NULL`)
}
