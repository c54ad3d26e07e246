import { createHmac } from 'node:crypto'
import type { Connection, Place } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import { newId } from '../model/uuid.ts'
import type { AuditEntry } from './audit-entry.ts'

/*
 * Entries are written in batches. Each batch holds a hash of its entries and, keyed with the installation's secret, of the batch before: nobody who
 * reaches the database alone can change, remove or add an entry and make the chain whole again. Texts that may name a person stand in the
 * chain by a salted hash only, so that they can be erased later.
 */

export const table = (place: Place, name: string): Sql => sql.id(place.schema, name)

/** What of an entry the chain covers, as one line; the database makes it when writing and when verifying, so that both are the same. */
export const entryLine = (alias: string): Sql => {
  const names = ['batch', 'place', 'kind', 'actor_id', 'via', 'object', 'record_id', 'address', 'device', 'detail', 'seal']
  return sql.raw(
    `jsonb_build_array(${alias}.id, extract(epoch FROM ${alias}.at), ${names.map((name) => `${alias}.${name}`).join(', ')})::text`,
  )
}

/** What of a change set the chain covers: that it was there, when, whose, by which road. */
export const changeSetLine = (alias: string): Sql =>
  sql.raw(`jsonb_build_array(${alias}.id, extract(epoch FROM ${alias}.at), ${alias}.actor_id, ${alias}.via, ${alias}.undoes)::text`)

export const sha256 = (text: Sql): Sql => sql`encode(sha256(convert_to(coalesce(${text}, ''), 'UTF8')), 'hex')`

export type BatchHead = Readonly<{
  seq: number
  at: string
  size: number
  entriesHash: string
  changeSets: number
  changesHash: string
  previous: string
}>

/** The link of the chain: what the batch holds and the link before, under the installation's key. */
export const linkOf = (key: Buffer, head: BatchHead): string =>
  createHmac('sha256', key)
    .update([head.previous, head.seq, head.at, head.size, head.entriesHash, head.changeSets, head.changesHash].join('|'))
    .digest('hex')

/** Text as the database can hold it: what came over the wire must never keep the audit from being written. */
const clean = (text: string | undefined): string | null => text?.toWellFormed().replaceAll('\0', '') ?? null

const cellsOf = (entry: AuditEntry, place: number, now: Date) => ({
  id: newId(),
  at: (entry.at ?? now).toISOString(),
  place,
  kind: entry.kind,
  actor_id: entry.actorId,
  via: entry.via,
  object: entry.object ?? null,
  record_id: entry.recordId ?? null,
  address: clean(entry.address),
  device: clean(entry.device),
  detail: entry.detail ?? null,
  about: clean(entry.about),
  salt: entry.about === undefined ? null : newId(),
})

export type Anchored = Readonly<{ ids: readonly string[]; hash: string }>
export const nothingAnchored = async (): Promise<Anchored & { entries: readonly AuditEntry[] }> => ({ ids: [], hash: '', entries: [] })

/**
 * Writes one batch. Batches of a workspace follow each other, whichever process writes them: the number's row is locked until the end.
 * `anchor` names change sets that the batch covers, and entries that follow from them; it runs while no other batch can.
 */
export async function writeBatch(
  tx: Connection,
  at: Readonly<{ place: Place; key: Buffer; now: Date }>,
  entries: readonly AuditEntry[],
  anchor: () => Promise<Anchored & { entries: readonly AuditEntry[] }> = nothingAnchored,
): Promise<(BatchHead & { hash: string }) | null> {
  const { place, key, now } = at
  const [counted] = await tx.query(sql`INSERT INTO ${table(place, 'counter')} AS c (name, value) VALUES ('audit batch', 1)
    ON CONFLICT (name) DO UPDATE SET value = c.value + 1 RETURNING c.value::int AS seq`)
  const seq = Number(counted!.seq)
  const anchored = await anchor()
  const all = [...entries, ...anchored.entries]
  if (all.length === 0 && anchored.ids.length === 0) {
    // Nothing to write: the number goes back.
    await tx.query(sql`UPDATE ${table(place, 'counter')} SET value = ${seq - 1}::bigint WHERE name = 'audit batch'`)
    return null
  }
  const stored = await insertEntries(tx, place, { seq, cells: all.map((entry, i) => cellsOf(entry, i, now)), changeSets: anchored.ids })
  const head: BatchHead = {
    seq,
    at: now.toISOString(),
    size: all.length,
    entriesHash: String(stored.hash),
    changeSets: anchored.ids.length,
    changesHash: anchored.hash,
    previous: String(stored.previous),
  }
  const hash = linkOf(key, head)
  await tx.query(sql`INSERT INTO ${table(place, 'audit_batch')} (seq, at, size, oldest, entries_hash, change_sets, changes_hash, previous, hash)
    VALUES (${seq}::bigint, ${head.at}::timestamptz, ${head.size}::int, ${stored.oldest ?? head.at}::timestamptz, ${head.entriesHash}, ${head.changeSets}::int,
      ${head.changesHash}, ${head.previous}, ${hash})`)
  return { ...head, hash }
}

async function insertEntries(
  tx: Connection,
  place: Place,
  { seq, cells, changeSets }: { seq: number; cells: readonly Record<string, unknown>[]; changeSets: readonly string[] },
): Promise<Record<string, unknown>> {
  const [row] = await tx.query(sql`WITH i AS (SELECT *, CASE WHEN about IS NOT NULL THEN ${sha256(sql.raw('salt || about'))} END AS seal
  FROM json_to_recordset(${JSON.stringify(cells)}::json) AS r(id uuid, at timestamptz, place int, kind text, actor_id uuid, via text, object text,
    record_id uuid, address text, device text, detail jsonb, about text, salt text)),
e AS (INSERT INTO ${table(place, 'audit')} AS a (id, at, batch, place, kind, actor_id, via, object, record_id, address, device, detail, about, salt, seal)
  SELECT id, at, ${seq}::bigint, place, kind, actor_id, via, object, record_id, address, device, detail, about, salt, seal FROM i
  RETURNING a.place, a.at, ${entryLine('a')} AS line),
c AS (INSERT INTO ${table(place, 'audit_change_set')} (change_set_id, seq) SELECT unnest(${changeSets}::uuid[]), ${seq}::bigint)
SELECT ${sha256(sql.raw("string_agg(e.line, E'\\n' ORDER BY e.place)"))} AS hash, min(e.at)::text AS oldest,
  coalesce((SELECT b.hash FROM ${table(place, 'audit_batch')} b WHERE b.seq = ${seq - 1}::bigint), '') AS previous FROM e`)
  return row!
}
