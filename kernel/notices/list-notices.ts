import { approvalNotices } from '../approvals/notices.ts'
import { sql } from '../db/sql.ts'
import { accessAsked } from '../duplicates/ask-access.ts'
import type { Engine, Session } from '../engine-types.ts'
import { textOf } from '../http/texts.ts'
import { imported } from '../imports/notices.ts'
import { fillText } from '../model/fault-text.ts'
import type { Locale } from '../model/field-type.ts'
import { isUuid } from '../model/uuid.ts'
import type { NoticeDef } from './define-notice.ts'

export const kernelNotices = [...approvalNotices, accessAsked, imported] as const

/** A notice as its reader sees it. Without a record where it is gone or out of his reach. */
export type ShownNotice = Readonly<{
  id: string
  kind: string
  /** The sentence in the reader's language. */
  text: string
  asks: boolean
  at: string
  readAt: string | null
  actor: Readonly<{ id: string; name: string }> | null
  object: string
  record: Readonly<{ id: string; title: string | null }> | null
  /** Fields of the record that the kind shows, as answered by lists. */
  facts: Readonly<Record<string, unknown>>
}>

export type StoredNotice = Readonly<{
  id: string
  kind: string
  asks: boolean
  at: string
  readAt: string | null
  actor: Readonly<{ id: string; name: string }> | null
  object: string
  record: string
  values: Readonly<Record<string, unknown>>
}>

/** Kinds of notices of the kernel and of these modules, by name. */
export const kindsOf = ({ modules }: Pick<Engine, 'modules'>): ReadonlyMap<string, NoticeDef> =>
  new Map([...kernelNotices, ...modules.flatMap(({ notices }) => notices)].map((kind) => [kind.name, kind]))

export const mostCounted = 1_000

/** One page of a person's notices, newest first, and how many are unread. Two statements: the notices, and what they are about as this person may see it. */
export async function listNotices(
  engine: Engine,
  session: Session,
  question: Readonly<{ limit: number; cursor?: string | undefined; unread?: boolean }>,
): Promise<{ rows: readonly ShownNotice[]; next: string | null; unread: number }> {
  const { workspace, actor } = session
  const table = sql.id(workspace.schema, 'notice')
  const behind =
    question.cursor === undefined || !isUuid(question.cursor)
      ? sql.empty
      : sql`AND (n.at, n.id) < (SELECT b.at, b.id FROM ${table} b WHERE b.id = ${question.cursor}::uuid)`
  const [row] = await engine.database.read(workspace, session).query(sql`
SELECT (SELECT coalesce(json_agg(x), '[]')::text FROM (
    SELECT n.id, n.kind, n.asks, ${isoOf('n.at')} AS at, ${isoOf('n.read_at')} AS "readAt", n.object, n.record_id AS record, n."values",
      CASE WHEN m.id IS NULL THEN NULL ELSE json_build_object('id', m.id, 'name', m.name) END AS actor
    FROM ${table} n LEFT JOIN ${sql.id(workspace.schema, 'member')} m ON m.id = n.actor_id
    WHERE n.person = ${actor.memberId}::uuid AND n.bell ${question.unread ? sql`AND n.read_at IS NULL` : sql.empty} ${behind}
    ORDER BY n.at DESC, n.id DESC LIMIT ${question.limit + 1}::int) x) AS rows,
  (SELECT count(*)::int FROM (SELECT 1 FROM ${table} n WHERE n.person = ${actor.memberId}::uuid AND n.bell AND n.read_at IS NULL LIMIT ${mostCounted}::int) c) AS unread`)
  const found = JSON.parse(String(row!.rows)) as StoredNotice[]
  const shown = found.slice(0, question.limit)
  return {
    rows: await showNotices(engine, session, shown),
    next: found.length > question.limit ? shown.at(-1)!.id : null,
    unread: Number(row!.unread),
  }
}

const isoOf = (column: string) => sql.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** Sentences and records of notices, with the rights and in the language of the reader. */
export async function showNotices(engine: Engine, session: Session, stored: readonly StoredNotice[]): Promise<readonly ShownNotice[]> {
  const kinds = kindsOf(engine)
  const records = await recordsOf(engine, session, { stored, kinds })
  return stored.map(({ record, values, ...notice }) => {
    const found = records.get(`${notice.object} ${record}`)
    return {
      ...notice,
      text: sentenceOf(engine, session.actor.locale, { ...notice, values }),
      record: found ? { id: record, title: found.title } : null,
      facts: found
        ? Object.fromEntries(
            (kinds.get(notice.kind)?.shows ?? []).filter((name) => name in found.values).map((name) => [name, found.values[name]]),
          )
        : {},
    }
  })
}

/** What happened, in words. A kind whose module is gone is told by its record alone. */
export function sentenceOf({ modules }: Engine, locale: Locale, notice: Pick<StoredNotice, 'kind' | 'actor' | 'values'>): string {
  const text =
    textOf(modules, locale, notice.actor ? `notice.${notice.kind}` : `notice.${notice.kind}.by-itself`) ??
    textOf(modules, locale, `notice.${notice.kind}`)
  return text === undefined ? '' : fillText(text, { actor: notice.actor?.name ?? '', ...notice.values }, locale)
}

type FoundRecord = Readonly<{ title: string | null; values: Readonly<Record<string, unknown>> }>
type Asked = Readonly<{ stored: readonly StoredNotice[]; kinds: ReadonlyMap<string, NoticeDef> }>

/** What the notices are about, as far as the reader may see it: one statement, the usual lists in it. */
async function recordsOf(engine: Engine, session: Session, { stored, kinds }: Asked): Promise<ReadonlyMap<string, FoundRecord>> {
  const [catalog, access] = await Promise.all([engine.catalogOf(session.workspace), engine.accessOf(session.workspace)])
  const groups = [...Map.groupBy(stored, ({ object }) => object)].filter(
    ([name]) => Object.hasOwn(catalog.objects, name) && access.may(session.actor, name, 'read'),
  )
  const questions = groups.map(([name, notices]) => {
    const object = catalog.objects[name]!
    const wanted = [object.title, ...new Set(notices.flatMap(({ kind }) => kinds.get(kind)?.shows ?? []))]
    const fields = wanted.filter((field) => object.fields[field] && access.fieldRight(session.actor, name, field) !== 'hidden')
    const ids = [...new Set(notices.map(({ record }) => record))]
    return { object: name, fields: [...new Set(['id', ...fields])], filter: { id: { in: ids } }, limit: ids.length, sort: ['id'] }
  })
  const pages = JSON.parse(await engine.reads.lists(session, questions)) as Record<string, unknown>[][]
  return new Map(
    questions.flatMap(({ object: name }, i) =>
      pages[i]!.map((row) => [`${name} ${String(row.id)}`, { title: titleIn(row[catalog.objects[name]!.title]), values: row }] as const),
    ),
  )
}

const titleIn = (value: unknown): string | null =>
  value === null || value === undefined || typeof value === 'object' ? null : String(value)
