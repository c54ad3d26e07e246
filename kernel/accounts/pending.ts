import { createHash } from 'node:crypto'
import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'

/** Something begun that may be finished once, within its time: a challenge, a way to a provider, a link. Its key is kept as a hash only. */
export async function keepPending(control: Connection, key: string, o: Readonly<{ value: unknown; seconds: number }>): Promise<void> {
  const now = Date.now()
  await control.query(sql`DELETE FROM control.pending WHERE until < ${new Date(now)}`)
  await control.query(sql`INSERT INTO control.pending (key, value, until) VALUES (${hashOf(key)}, ${JSON.stringify(o.value)}::jsonb, ${new Date(now + o.seconds * 1_000)})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until`)
}

/** What was kept under that key, the first time it is asked for; undefined later, or when its time is over. */
export async function takePending<T>(control: Connection, key: string): Promise<T | undefined> {
  const [row] = await control.query(sql`DELETE FROM control.pending WHERE key = ${hashOf(key)} RETURNING value::text AS value, until`)
  return row && new Date(row.until as string).getTime() > Date.now() ? (JSON.parse(String(row.value)) as T) : undefined
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url')
