import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import type { JobHandler, JobLog, Jobs } from '../jobs/open-jobs.ts'
import { savedView } from '../model/saved-view.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { type KeptView, viewIndexPrefix, type WantedIndex, wantedIndexes } from './wanted-indexes.ts'

/** An index as its table has it. */
export type PresentIndex = Readonly<{ name: string; table: string; bytes: number; scans: number; isValid: boolean; definition: string }>
/** `small`: the table is read through faster than an index is kept up. */
export type ViewIndex = WantedIndex & Readonly<{ state: 'there' | 'soon' | 'small'; bytes: number; scans: number }>

export type ViewIndexes = Readonly<{
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on indexes follow the kept views; answers how to stop that. */
  start(jobs: Jobs): () => void
  /** What kept views want, and how much it is used. */
  list(workspace: WorkspaceFacts): Promise<readonly ViewIndex[]>
}>

const job = 'view-indexes'
const settleMs = 10_000

type Deps = Readonly<{
  engine: Engine
  log: JobLog
  /** Tables with fewer records get none; 20,000 unless told otherwise. */
  leastRows?: number
}>

/** Indexes for what people look at all day: made for kept views while work goes on, and dropped when the last view that wanted one is gone. */
export function openViewIndexes({ engine, log, leastRows = 20_000 }: Deps): ViewIndexes {
  const list = async (workspace: WorkspaceFacts) => {
    const [wanted, tables, present] = await Promise.all([
      wishesOf(engine, workspace),
      sizesOf(engine, workspace),
      presentIndexes(engine, workspace),
    ])
    return wanted.map((one): ViewIndex => {
      const there = present.find(({ name }) => name === one.name)
      const state = there?.isValid ? 'there' : (tables.get(one.table) ?? 0) >= leastRows ? 'soon' : 'small'
      return { ...one, state, bytes: there?.bytes ?? 0, scans: there?.scans ?? 0 }
    })
  }
  const bringInLine: JobHandler = async (payload, { signal }) => {
    const workspace = await engine.workspace(String(payload.workspace))
    const [wanted, present] = await Promise.all([list(workspace), presentIndexes(engine, workspace)])
    const upkeep = engine.database.upkeep(workspace)
    const at = (name: string) => sql.id(workspace.schema, name)
    const isWanted = (name: string) => wanted.some((one) => one.name === name && one.state !== 'small')
    for (const { name, isValid } of present) {
      if (signal.aborted) return
      if (isValid && isWanted(name)) continue
      await upkeep.query(sql`DROP INDEX CONCURRENTLY IF EXISTS ${at(name)}`)
      log.info({ workspace: workspace.slug, index: name }, 'an index that no view wants any more was dropped')
    }
    for (const { name, table, definition } of wanted.filter(({ state }) => state === 'soon')) {
      if (signal.aborted) return
      await upkeep.query(sql`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${sql.id(name)} ON ${at(table)} ${sql.raw(definition)}`)
      log.info({ workspace: workspace.slug, index: name, table }, 'an index for kept views was made')
    }
  }
  return {
    list,
    handlers: { [job]: bringInLine },
    start(jobs) {
      // Whatever happens meanwhile comes to one look: the key replaces a job that waits.
      const look = (workspace: string, afterMs: number) =>
        void jobs
          .add(null, job, { workspace }, { jobKey: `${job} ${workspace}`, queue: job, runAt: new Date(Date.now() + afterMs) })
          .catch((error: unknown) => log.warn({ err: error }, 'could not look after the indexes of views'))
      void engine.workspaces().then((all) => {
        for (const { slug } of all) look(slug, 6 * settleMs)
      })
      return engine.onTouched((touched) => {
        for (const { workspace, object } of touched) if (object === savedView.name) look(workspace, settleMs)
      })
    },
  }
}

async function wishesOf(engine: Engine, workspace: WorkspaceFacts): Promise<WantedIndex[]> {
  const [catalog, rows] = await Promise.all([
    engine.catalogOf(workspace),
    engine.database
      .upkeep(workspace)
      .query(sql`SELECT name, object, body::text AS body FROM ${sql.id(workspace.schema, 'saved_view')} ORDER BY id`),
  ])
  return wantedIndexes(
    catalog,
    rows.map(
      (row): KeptView => ({ name: String(row.name), object: String(row.object), body: JSON.parse(String(row.body)) as KeptView['body'] }),
    ),
  )
}

/** Records by table as the server's statistics tell. */
async function sizesOf(engine: Engine, { schema, ...place }: WorkspaceFacts): Promise<ReadonlyMap<string, number>> {
  const rows = await engine.database.upkeep({ schema, ...place }).query(sql`
    SELECT c.relname AS "table", greatest(c.reltuples, 0)::float8 AS rows FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${schema}::text AND c.relkind = 'r'`)
  return new Map(rows.map((row) => [String(row.table), Number(row.rows)]))
}

async function presentIndexes(engine: Engine, { schema, ...place }: WorkspaceFacts): Promise<PresentIndex[]> {
  const rows = await engine.database.upkeep({ schema, ...place }).query(sql`
    SELECT i.relname AS name, t.relname AS "table", pg_relation_size(i.oid)::float8 AS bytes, coalesce(s.idx_scan, 0)::float8 AS scans, x.indisvalid AS "isValid",
      pg_get_indexdef(i.oid) AS definition
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    LEFT JOIN pg_stat_user_indexes s ON s.indexrelid = i.oid
    WHERE n.nspname = ${schema}::text AND starts_with(i.relname, ${viewIndexPrefix}) ORDER BY i.relname`)
  return rows as unknown as PresentIndex[]
}
