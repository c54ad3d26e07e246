import { createHash } from 'node:crypto'
import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'

/** So many attempts within so many seconds, counted over all processes. */
export type Allowance = Readonly<{ name: string; of: string; most: number; seconds: number }>

/**
 * One attempt is counted against every allowance. What is counted is kept as a hash: neither address nor mail stands in the table.
 *
 * @throws `kernel.too-many-requests` with `retryAfterSeconds` when one of them is used up.
 */
export async function countAttempt(control: Connection, allowances: readonly Allowance[]): Promise<void> {
  for (const allowance of allowances) await count(control, allowance)
}

/** After success: what had been counted so far no longer counts. */
export async function forgetAttempts(control: Connection, allowances: readonly Allowance[]): Promise<void> {
  await control.query(sql`DELETE FROM control.attempt WHERE key = ANY(${allowances.map(keyOf)}::text[])`)
}

/** Attempts whose time is over are no longer kept. */
export async function dropOldAttempts(control: Connection): Promise<void> {
  await control.query(sql`DELETE FROM control.attempt WHERE since < ${new Date(Date.now() - 86_400_000)}`)
}

async function count(control: Connection, allowance: Allowance): Promise<void> {
  const now = new Date()
  const oldest = new Date(now.getTime() - allowance.seconds * 1_000)
  const [row] = await control.query(sql`INSERT INTO control.attempt AS a (key, since, count) VALUES (${keyOf(allowance)}, ${now}, 1)
    ON CONFLICT (key) DO UPDATE SET
      since = CASE WHEN a.since < ${oldest} THEN excluded.since ELSE a.since END,
      count = CASE WHEN a.since < ${oldest} THEN 1 ELSE a.count + 1 END
    RETURNING count, since`)
  if (Number(row!.count) <= allowance.most) return
  const endsAtMs = new Date(row!.since as string).getTime() + allowance.seconds * 1_000
  fail('kernel.too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil((endsAtMs - now.getTime()) / 1_000)) })
}

const keyOf = ({ name, of }: Allowance): string => createHash('sha256').update(`${name}\n${of}`).digest('base64url')
