import type { Connection, Database, Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { AuditEntry } from './audit-entry.ts'
import { changeSetLine, sha256, table, writeBatch } from './batch-sql.ts'

const mostPerBatch = 5_000
/** A work may be open for so long: its change set gets its number first and is there later. */
const marginMs = 3_600_000

/** Objects whose records decide who may do what; a change set that touched one is an entry of its own. */
export const rightsObjects = [
  'member',
  'membership',
  'department',
  'role',
  'share',
  'signInPolicy',
  'identityProvider',
  'securitySetting',
  'historyRetention',
  'duplicateSetting',
]

type At = Readonly<{ place: Place; key: Buffer; now: Date }>
type Head = Awaited<ReturnType<typeof writeBatch>>

/** Brings change sets that stand in no batch into one; answers the last batch, null when there was nothing. */
export async function anchorChangeSets(database: Database, at: At, isFull: boolean): Promise<Head> {
  let last: Head = null
  for (;;) {
    if (!(await someWait(database.read(at.place), at, isFull))) return last
    const made = await database.transaction(at.place, (tx) => writeBatch(tx, at, [], () => unanchored(tx, at, isFull)))
    if (!made) return last
    last = made
    if (made.changeSets < mostPerBatch) return last
  }
}

/** Looked at without a lock first: an installation that rests writes nothing. */
async function someWait(connection: Connection, at: At, isFull: boolean): Promise<boolean> {
  const [row] = await connection.query(
    sql`SELECT EXISTS (SELECT 1 FROM ${table(at.place, 'change_set')} c WHERE ${waiting(at, isFull)}) AS yes`,
  )
  return row?.yes === true
}

const waiting = (
  { place, now }: At,
  isFull: boolean,
) => sql`c.id > ${isFull ? '00000000-0000-0000-0000-000000000000' : firstIdOf(new Date(now.getTime() - marginMs))}::uuid
  AND NOT EXISTS (SELECT 1 FROM ${table(place, 'audit_change_set')} a WHERE a.change_set_id = c.id)`

/** The smallest id made at that moment: ids begin with the millisecond they were made in. */
const firstIdOf = (moment: Date): string => {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

async function unanchored(tx: Connection, at: At, isFull: boolean) {
  const rows =
    await tx.query(sql`WITH c AS (SELECT * FROM ${table(at.place, 'change_set')} c WHERE ${waiting(at, isFull)} ORDER BY c.id LIMIT ${mostPerBatch}::int)
    SELECT c.id, c.at, c.actor_id, c.via, c.counts ?| ${rightsObjects}::text[] AS is_rights,
      (SELECT array_agg(k) FROM jsonb_object_keys(c.counts) k WHERE k = ANY(${rightsObjects}::text[])) AS objects,
      ${sha256(sql`(SELECT string_agg(${changeSetLine('d')}, E'\\n' ORDER BY d.id) FROM c d)`)} AS hash FROM c ORDER BY c.id`)
  const entries = rows.filter((row) => row.is_rights === true).map(toEntry)
  return { ids: rows.map((row) => String(row.id)), hash: String(rows[0]?.hash ?? ''), entries }
}

const toEntry = (row: Record<string, unknown>): AuditEntry => ({
  kind: 'rights',
  actorId: row.actor_id as string | null,
  via: row.via === 'web' || row.via === 'api' ? row.via : 'job',
  at: new Date(row.at as string),
  object: (row.objects as string[])[0],
  detail: { changeSet: String(row.id), objects: row.objects },
})
