import type { Database } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { JsonText, Session } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { table } from './batch-sql.ts'

/** What of the audit is wanted. Persons and records are ids, times are instants. */
export type AuditQuestion = Readonly<{
  kinds?: readonly string[] | undefined
  person?: string | undefined
  object?: string | undefined
  record?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** Part of what was searched for or typed, or the beginning of an address. */
  q?: string | undefined
}>

/** Whether the asker sees everybody's entries; everyone sees the own ones. */
export type AuditReader = Readonly<{ session: Session; seesAll: boolean }>

/** The condition of a reader and a question: who may not see everything gets the own entries, whatever is asked. */
function conditionOf({ session, seesAll }: AuditReader, question: AuditQuestion): Sql {
  const own = sql`a.actor_id = ${session.actor.memberId}::uuid`
  const pieces: Sql[] = seesAll ? [] : [own]
  if (question.kinds) pieces.push(sql`a.kind = ANY(${question.kinds}::text[])`)
  if (question.person) pieces.push(sql`a.actor_id = ${uuidOf('person', question.person)}::uuid`)
  if (question.object) pieces.push(sql`a.object = ${question.object}::text`)
  if (question.record) pieces.push(sql`a.record_id = ${uuidOf('record', question.record)}::uuid`)
  if (question.from) pieces.push(sql`a.at >= ${question.from.toISOString()}::timestamptz`)
  if (question.to) pieces.push(sql`a.at < ${question.to.toISOString()}::timestamptz`)
  if (question.q) pieces.push(sql`(strpos(lower(a.about), lower(${question.q}::text)) > 0 OR starts_with(a.address, ${question.q}::text))`)
  return sql.all(pieces)
}

const uuidOf = (path: string, value: string): string => (isUuid(value) ? value : fail('kernel.bad-value', { path, want: 'uuid' }))

const columns = sql.raw(`a.id, a.at, a.kind, a.via, a.object, a.record_id AS record, a.address, a.device, a.about, a.detail,
  CASE WHEN a.actor_id IS NOT NULL THEN json_build_object('id', a.actor_id, 'name', m.name) END AS actor`)

const source = ({ session: { workspace } }: AuditReader): Sql =>
  sql`${table(workspace, 'audit')} a LEFT JOIN ${table(workspace, 'member')} m ON m.id = a.actor_id`

/** `{"rows":[…],"next":…}`, newest first. One statement. */
export async function listAudit(
  database: Database,
  reader: AuditReader,
  question: AuditQuestion & Readonly<{ limit: number; cursor?: string | undefined }>,
): Promise<JsonText> {
  const pieces = [conditionOf(reader, question)]
  if (question.cursor) {
    const [at, id] = readCursor(question.cursor)
    pieces.push(sql`(a.at, a.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = sql`SELECT ${columns} FROM ${source(reader)} WHERE ${sql.all(pieces)} ORDER BY a.at DESC, a.id DESC LIMIT ${question.limit + 1}::int`
  const [row] = await database.read(reader.session.workspace).query(sql`WITH r AS (${rows}) SELECT
    coalesce((SELECT json_agg(row_to_json(p)) FROM (SELECT * FROM r LIMIT ${question.limit}::int) p), '[]')::text AS rows,
    (SELECT count(*) > ${question.limit}::int FROM r) AS more,
    (SELECT to_char(p.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || p.id FROM r p OFFSET ${question.limit - 1}::int LIMIT 1) AS last`)
  const next = row?.more === true ? JSON.stringify(Buffer.from(String(row.last)).toString('base64url')) : 'null'
  return `{"rows":${String(row?.rows ?? '[]')},"next":${next}}`
}

/** All entries that match, oldest first, for a file. */
export const auditRows = (database: Database, reader: AuditReader, question: AuditQuestion): AsyncIterable<Record<string, unknown>[]> =>
  database.cursor(
    reader.session.workspace,
    sql`SELECT to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, a.kind, m.name AS person, a.via, a.object, a.record_id AS record, a.address, a.device, a.about,
      a.detail::text AS detail, a.batch FROM ${source(reader)} WHERE ${conditionOf(reader, question)} ORDER BY a.at, a.id`,
    1_000,
  )

function readCursor(text: string): [string, string] {
  const [at, id] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  return at && id && isUuid(id) && !Number.isNaN(Date.parse(at)) ? [at, id] : fail('kernel.bad-cursor')
}
