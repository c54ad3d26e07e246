import { sql } from '../db/sql.ts'
import type { Engine, Touched } from '../engine-types.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { mostCounted } from './list-notices.ts'
import { noticeSign } from './store-notices.ts'

/** An open browser as far as notices go. */
export type NoticeEar = {
  readonly workspace: WorkspaceFacts
  readonly person: string
  /** Notices it was told of; null until it was told how many there are. */
  heard: Set<string> | null
  say(text: string): void
}

type News = Readonly<{ person: string; unread: number; newest: readonly Readonly<{ id: string }>[] }>

const mostNewest = 20
const mostHeard = 500

/** Whom an announcement concerns, by workspace; null stands for too many to name. */
export function toldIn(touched: readonly Touched[]): ReadonlyMap<string, ReadonlySet<string> | null> {
  const told = new Map<string, ReadonlySet<string> | null>()
  for (const { workspace, object, records } of touched) {
    if (object !== noticeSign) continue
    const known = told.get(workspace)
    told.set(workspace, known === null || !records ? null : new Set([...(known ?? []), ...records.map(({ id }) => id)]))
  }
  return told
}

/** Tells browsers how many notices are unread and which are new to them: one statement for all persons of a workspace. */
export async function pushNotices({ database }: Pick<Engine, 'database'>, ears: readonly NoticeEar[]): Promise<void> {
  for (const [, group] of Map.groupBy(ears, ({ workspace }) => workspace.slug)) {
    const news = await readNews(database, group[0]!.workspace, [...new Set(group.map(({ person }) => person))])
    for (const ear of group) sayNews(ear, news.get(ear.person))
  }
}

function sayNews(ear: NoticeEar, news: News | undefined): void {
  if (!news) return
  const isFirst = ear.heard === null
  const heard = ear.heard ?? new Set<string>()
  const fresh = isFirst ? [] : news.newest.filter(({ id }) => !heard.has(id))
  ear.heard = new Set([...news.newest.map(({ id }) => id), ...heard].slice(0, mostHeard))
  ear.say(`event: notices\ndata: ${JSON.stringify({ unread: news.unread, newest: fresh })}\n\n`)
}

async function readNews(
  database: Engine['database'],
  workspace: WorkspaceFacts,
  people: readonly string[],
): Promise<ReadonlyMap<string, News>> {
  const table = sql.id(workspace.schema, 'notice')
  const [row] = await database.read(workspace).query(sql`SELECT json_agg(x)::text AS news FROM (
    SELECT p.person,
      (SELECT count(*)::int FROM (SELECT 1 FROM ${table} n WHERE n.person = p.person AND n.bell AND n.read_at IS NULL LIMIT ${mostCounted}::int) c) AS unread,
      (SELECT coalesce(json_agg(y), '[]') FROM (SELECT n.id, n.kind, n.asks, n.object, n.record_id AS record, n.at FROM ${table} n
        WHERE n.person = p.person AND n.bell AND n.read_at IS NULL ORDER BY n.at DESC, n.id DESC LIMIT ${mostNewest}::int) y) AS newest
    FROM unnest(${people}::uuid[]) AS p(person)) x`)
  return new Map((JSON.parse(String(row?.news ?? '[]')) as News[]).map((one) => [one.person, one]))
}
