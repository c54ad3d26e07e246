import { lastDue } from '../backups/due.ts'
import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import { examine, type Finding } from '../history/doctor.ts'
import type { Gauge } from '../http/metrics.ts'
import type { JobHandler, JobLog, Jobs } from '../jobs/open-jobs.ts'
import { newId } from '../model/uuid.ts'
import { trimNotices } from '../notices/mark-read.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { type Trimmed, type TrimPlace, trimHistory } from './trim-history.ts'

/** One look at a whole workspace: how many records, what is not as it should be with the first addresses, what of the past was removed before. */
export type LogCheck = Readonly<{
  id: string
  at: string
  tookMs: number
  records: number
  faults: number
  findings: readonly Pick<Finding, 'check' | 'object' | 'count' | 'examples'>[]
  trimmed: Trimmed
}>

export type HistoryWatch = Readonly<{
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on every workspace is looked at each night; answers how to stop that. */
  start(jobs: Jobs): () => void
  /** Looks as soon as a process is free. */
  enqueue(workspace: WorkspaceFacts): Promise<void>
  /** Removes what is over and looks, here and now. */
  run(workspace: WorkspaceFacts, now?: Date): Promise<LogCheck>
  /** The last looks, newest first. */
  list(workspace: WorkspaceFacts): Promise<readonly LogCheck[]>
  /** What the last looks found, for metrics. */
  gauges: readonly Gauge[]
}>

const job = 'history-upkeep'
const night = { every: 'day', hour: 3 } as const
const lookMs = 10 * 60_000
const keptChecks = 60

/** Each night: the past that nobody wants kept is removed, then the log is held against the records. */
export function openHistoryWatch({ engine, log, filesDir }: TrimPlace & Readonly<{ log: JobLog }>): HistoryWatch {
  const run = (workspace: WorkspaceFacts, now = new Date()) => lookAt({ engine, filesDir }, workspace, now)
  const last = new Map<string, LogCheck>()
  let jobs: Jobs | undefined
  const enqueue = async ({ slug }: WorkspaceFacts) => {
    await jobs?.add(null, job, { workspace: slug }, { jobKey: `${job} ${slug}`, queue: job, attempts: 3 })
  }
  const lookAround = async () => {
    for (const workspace of await engine.workspaces()) {
      const [newest] = await listChecks(engine, workspace, 1)
      if (newest) last.set(workspace.slug, newest)
      const due = lastDue(night, new Date(), workspace.timeZone).toISOString()
      if (!newest || newest.at < due) await enqueue(workspace)
    }
  }
  return {
    run,
    enqueue,
    list: (workspace) => listChecks(engine, workspace, keptChecks),
    handlers: {
      async [job](payload) {
        const workspace = await engine.workspace(String(payload.workspace))
        const check = await run(workspace)
        last.set(workspace.slug, check)
        const told = { workspace: workspace.slug, records: check.records, faults: check.faults, tookMs: check.tookMs, ...check.trimmed }
        if (check.faults > 0) log.error(told, 'the log and the records do not agree: see the page of histories under Administration')
        else log.info(told, 'the log was held against the records')
      },
    },
    start(given) {
      jobs = given
      const timer = setInterval(
        () =>
          void lookAround().catch((error: unknown) =>
            log.warn({ error: String(error) }, 'could not see whether the log is to be looked at'),
          ),
        lookMs,
      ).unref()
      return () => clearInterval(timer)
    },
    gauges: [
      {
        name: 'zhike_log_faults',
        help: 'Places where the log and the records did not agree when they were last held against each other, over all workspaces.',
        read: () => [...last.values()].reduce((sum, { faults }) => sum + faults, 0),
      },
      {
        name: 'zhike_log_checked_seconds',
        help: 'When the workspace that waits longest was last looked at, in seconds since 1970; 0 where none was.',
        read: () => (last.size === 0 ? 0 : Math.min(...[...last.values()].map(({ at }) => Math.floor(Date.parse(at) / 1_000)))),
      },
    ],
  }
}

async function lookAt(place: TrimPlace, workspace: WorkspaceFacts, now: Date): Promise<LogCheck> {
  const { engine } = place
  const began = performance.now()
  const trimmed = await trimHistory(place, workspace, now)
  await trimNotices(engine, { workspace, now })
  const found = await examine(engine.database, workspace, await engine.catalogOf(workspace))
  const findings = found.filter(({ ok }) => !ok).map(({ check, object, count, examples }) => ({ check, object, count, examples }))
  const done: LogCheck = {
    id: newId(),
    at: now.toISOString(),
    tookMs: Math.round(performance.now() - began),
    records: found.reduce((sum, { records }) => sum + (records ?? 0), 0),
    faults: findings.reduce((sum, { count }) => sum + count, 0),
    findings,
    trimmed,
  }
  const table = sql.id(workspace.schema, 'log_check')
  await engine.database.write(workspace).affected(sql`INSERT INTO ${table} (id, at, took_ms, records, faults, findings, trimmed)
    VALUES (${done.id}::uuid, ${done.at}::timestamptz, ${done.tookMs}::bigint, ${done.records}::bigint, ${done.faults}::bigint,
      ${JSON.stringify(findings)}::jsonb, ${JSON.stringify(trimmed)}::jsonb)`)
  await engine.database
    .write(workspace)
    .affected(sql`DELETE FROM ${table} WHERE id NOT IN (SELECT id FROM ${table} ORDER BY at DESC, id DESC LIMIT ${keptChecks}::int)`)
  return done
}

async function listChecks({ database }: Engine, workspace: WorkspaceFacts, limit: number): Promise<LogCheck[]> {
  const [row] = await database.read(workspace).query(sql`SELECT json_agg(x)::text AS rows FROM (
    SELECT id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, took_ms AS "tookMs", records, faults, findings, trimmed
    FROM ${sql.id(workspace.schema, 'log_check')} ORDER BY at DESC, id DESC LIMIT ${limit}::int) x`)
  return JSON.parse((row?.rows as string | null) ?? '[]') as LogCheck[]
}
