import type { Connection, Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { table, writeBatch } from './batch-sql.ts'

/** How many whole months of the audit are kept when nobody said otherwise: the network-security law asks for six at least. */
export const usualAuditMonths = 36

/**
 * Drops the months of the audit whose time is over. That it happened, and up to which moment, is an entry of its own, so that the chain still proves what is left.
 *
 * Answers the moment before which nothing is kept any more, null when there was nothing to drop.
 */
export async function trimAudit(
  database: Database,
  workspace: WorkspaceFacts,
  o: Readonly<{ key: Buffer; now: Date; keepMonths: number }>,
): Promise<Date | null> {
  const before = new Date(Date.UTC(o.now.getUTCFullYear(), o.now.getUTCMonth() - o.keepMonths, 1))
  const [row] = await database
    .read(workspace)
    .query(sql`SELECT EXISTS (SELECT 1 FROM ${table(workspace, 'audit')} WHERE at < ${before.toISOString()}::timestamptz) AS yes`)
  if (row?.yes !== true) return null
  await database.transaction(workspace, async (tx) => {
    await writeBatch(tx, { place: workspace, key: o.key, now: o.now }, [
      { kind: 'trimmed', actorId: null, via: 'job', detail: { before: before.toISOString(), keepMonths: o.keepMonths } },
    ])
    for (const name of await monthsBefore(tx, workspace, before)) await tx.query(sql`DROP TABLE ${sql.id(workspace.schema, name)}`)
    await tx.query(sql`DELETE FROM ${table(workspace, 'audit_rest')} WHERE at < ${before.toISOString()}::timestamptz`)
  })
  return before
}

async function monthsBefore(tx: Connection, workspace: WorkspaceFacts, before: Date): Promise<string[]> {
  const rows = await tx.query(sql`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${workspace.schema}::text AND c.relname ~ '^audit_[0-9]{4}_[0-9]{2}$'`)
  const first = `audit_${before.toISOString().slice(0, 7).replace('-', '_')}`
  return rows.map((row) => String(row.name)).filter((name) => name < first)
}
