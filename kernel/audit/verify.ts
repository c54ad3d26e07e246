import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Finding } from '../history/doctor.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { changeSetLine, entryLine, linkOf, sha256, table } from './batch-sql.ts'

const page = 500

/** What verifying found: how far the chain goes, and the first place where it does not hold. */
export type Verified = Readonly<{
  batches: number
  entries: number
  erased: number
  head: { seq: number; hash: string } | null
  broken: Broken | null
}>
type Broken = Readonly<{ seq: number; at: string | null; what: 'missing' | 'entries' | 'text' | 'link' | 'change-sets' | 'end' | 'head' }>

type Row = Record<string, unknown>

/**
 * Goes through the whole chain of a workspace: every batch follows the one before, holds the entries and change sets it was made of, and the last one is the
 * last that was written. `known` is a head noted earlier, elsewhere: it must still stand in the chain.
 */
export async function verifyAudit(
  database: Database,
  workspace: WorkspaceFacts,
  o: Readonly<{ key: Buffer; known?: Readonly<{ seq: number; hash: string }> | undefined }>,
): Promise<Verified> {
  const trimmed = await trimmedBefore(database, workspace)
  let last: { seq: number; hash: string } = { seq: 0, hash: '' }
  let [batches, entries, erased] = [0, 0, 0]
  const answer = (broken: Broken | null): Verified => ({ batches, entries, erased, head: last.seq === 0 ? null : last, broken })
  for (;;) {
    const rows = await readBatches(database, workspace, last.seq)
    for (const row of rows) {
      const what = faultOf(row, { last, key: o.key, trimmed })
      if (what)
        return answer({
          seq: what === 'missing' ? last.seq + 1 : Number(row.seq),
          at: row.at === null ? null : new Date(row.at as string).toISOString(),
          what,
        })
      last = { seq: Number(row.seq), hash: String(row.hash) }
      if (o.known?.seq === last.seq && o.known.hash !== last.hash) return answer({ seq: last.seq, at: null, what: 'head' })
      batches += 1
      entries += Number(row.found)
      erased += Number(row.erased)
    }
    if (rows.length < page) break
  }
  const counted = await lastNumber(database, workspace)
  if (await hasStray(database, workspace, last.seq)) return answer({ seq: last.seq + 1, at: null, what: 'entries' })
  if (counted !== last.seq) return answer({ seq: last.seq + 1, at: null, what: 'end' })
  if (o.known && o.known.seq > last.seq) return answer({ seq: last.seq + 1, at: null, what: 'head' })
  return answer(null)
}

function faultOf(row: Row, at: { last: { seq: number; hash: string }; key: Buffer; trimmed: number }): Broken['what'] | null {
  const seq = Number(row.seq)
  if (seq !== at.last.seq + 1) return 'missing'
  const head = {
    seq,
    at: new Date(row.at as string).toISOString(),
    size: Number(row.size),
    entriesHash: String(row.entries_hash),
    changeSets: Number(row.change_sets),
    changesHash: String(row.changes_hash),
    previous: String(row.previous),
  }
  if (head.previous !== at.last.hash || linkOf(at.key, head) !== row.hash) return 'link'
  // What was dropped when its time was over is missing rightly; the chain goes on over it.
  const isTrimmed = new Date(row.oldest as string).getTime() < at.trimmed
  if (!isTrimmed && (Number(row.found) !== head.size || row.found_hash !== head.entriesHash)) return 'entries'
  if (Number(row.wrong_texts) > 0) return 'text'
  if (head.changeSets > 0 && Number(row.found_sets) === head.changeSets && row.sets_hash !== head.changesHash) return 'change-sets'
  return head.changeSets > 0 && Number(row.found_sets) !== head.changeSets && !isTrimmed ? 'change-sets' : null
}

const readBatches = (database: Database, workspace: WorkspaceFacts, after: number): Promise<Row[]> =>
  database.report(workspace).query(sql`SELECT b.*, e.found, e.found_hash, e.wrong_texts, e.erased, c.found_sets, c.sets_hash
FROM (SELECT * FROM ${table(workspace, 'audit_batch')} WHERE seq > ${after}::bigint ORDER BY seq LIMIT ${page}::int) b
LEFT JOIN LATERAL (SELECT count(*)::int AS found, ${sha256(sql`string_agg(${entryLine('a')}, E'\\n' ORDER BY a.place)`)} AS found_hash,
  count(*) FILTER (WHERE a.about IS NOT NULL AND a.seal IS DISTINCT FROM ${sha256(sql.raw('a.salt || a.about'))})::int AS wrong_texts,
  count(*) FILTER (WHERE a.about IS NULL AND a.seal IS NOT NULL)::int AS erased
  FROM ${table(workspace, 'audit')} a WHERE a.batch = b.seq) e ON true
LEFT JOIN LATERAL (SELECT count(*)::int AS found_sets, ${sha256(sql`string_agg(${changeSetLine('s')}, E'\\n' ORDER BY s.id)`)} AS sets_hash
  FROM ${table(workspace, 'audit_change_set')} x JOIN ${table(workspace, 'change_set')} s ON s.id = x.change_set_id WHERE x.seq = b.seq) c ON true
ORDER BY b.seq`)

/** Entries before this moment were dropped because their time was over: the audit itself says so, in a batch that is still verified entry by entry. */
async function trimmedBefore(database: Database, workspace: WorkspaceFacts): Promise<number> {
  const [row] = await database.read(workspace).query(sql`SELECT max(a.detail ->> 'before') AS before FROM ${table(workspace, 'audit')} a
    JOIN ${table(workspace, 'audit_batch')} b ON b.seq = a.batch AND b.oldest >= (a.detail ->> 'before')::timestamptz WHERE a.kind = 'trimmed'`)
  return row?.before ? new Date(String(row.before)).getTime() : 0
}

/** Entries that stand in no batch were put there by somebody else. */
async function hasStray(database: Database, workspace: WorkspaceFacts, last: number): Promise<boolean> {
  const [row] = await database
    .report(workspace)
    .query(sql`SELECT EXISTS (SELECT 1 FROM ${table(workspace, 'audit')} WHERE batch > ${last}::bigint OR batch < 1) AS yes`)
  return row?.yes === true
}

async function lastNumber(database: Database, workspace: WorkspaceFacts): Promise<number> {
  const [row] = await database
    .read(workspace)
    .query(sql`SELECT value::int AS n FROM ${table(workspace, 'counter')} WHERE name = 'audit batch'`)
  return Number(row?.n ?? 0)
}

/** The chain as a finding of `zhike doctor`: the first broken place by number, moment and kind. */
export function toFinding(workspace: WorkspaceFacts, { broken }: Verified): Finding {
  const examples = broken ? [`batch ${broken.seq}`, ...(broken.at ? [broken.at] : []), broken.what] : []
  return { workspace: workspace.slug, check: 'audit', object: '*', ok: broken === null, count: broken ? 1 : 0, examples }
}
