import { EventEmitter } from 'node:events'
import { type JobHelpers, Logger, makeWorkerUtils, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { type Connection, type Database, mainCluster, type Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { openTakeOver } from './take-over.ts'

/** Jobs and all that belongs to them lie in a schema of their own, shared by all workspaces. */
const schema = 'jobs'

/** Told when the server stops; work that can be resumed should end itself then. */
export type JobContext = Readonly<{ signal: AbortSignal; attempt: number }>
/** What a job does. It runs at least once: a crash in the middle leads to another run. Throwing leads to another run later, up to `attempts`. */
export type JobHandler = (payload: Readonly<Record<string, unknown>>, context: JobContext) => Promise<void>

export type JobOptions = Readonly<{
  /** Jobs of one queue run one after the other. */
  queue?: string
  /** A job of this key that waits is replaced by the new one. */
  jobKey?: string
  runAt?: Date
  /** Where `tx` writes, when that is a workspace. Jobs lie on the first server: from another one they cannot come with the transaction, and wait until it is over. */
  place?: Place
  /** Runs in all before it is given up; 10 unless told otherwise. */
  attempts?: number
}>

export type JobLog = Readonly<{
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}>

export type Jobs = Readonly<{
  /** The job is there once `tx` commits, or at once without one. It is tried until it succeeds. */
  add(tx: Connection | null, name: string, payload: Readonly<Record<string, unknown>>, o?: JobOptions): Promise<void>
  /** Takes on jobs from here on. */
  start(): Promise<void>
  /** Ends when the jobs that run have ended; their signal is given at once. What did not run stays for others. */
  stop(): Promise<void>
}>

export type JobsOptions = Readonly<{
  database: Database
  handlers: Readonly<Record<string, JobHandler>>
  log: JobLog
  /** Jobs that this process runs at the same time; 3 unless told otherwise. */
  concurrency?: number
}>

/** The job queue of the installation: rows in the database, run by whichever process is free. Jobs of a process that died are taken over by others within a minute. */
export async function openJobs({ database, handlers, log, concurrency = 3 }: JobsOptions): Promise<Jobs> {
  const shared = { pgPool: database.pool, schema, logger: toLogger(log) }
  const utils = await makeWorkerUtils(shared)
  await utils.migrate()
  const takeOver = await openTakeOver({ database, unlock: (workers) => utils.forceUnlockWorkers([...workers]), log })
  let running: { runner: Runner; abort: AbortController } | undefined
  return {
    add: (tx, name, payload, o = {}) => {
      const isApart = tx !== null && o.place !== undefined && o.place.cluster !== mainCluster
      if (!isApart) return addJob(tx ?? database.control, name, payload, o)
      return addJob(database.control, name, payload, { runAt: new Date(Date.now() + apartMs), ...o })
    },
    async start() {
      if (running) return
      const abort = new AbortController()
      const events: WorkerEvents = new EventEmitter()
      events.on('pool:create', ({ workerPool }) => takeOver.watch(workerPool.id))
      await takeOver.start()
      const runner = await run({
        ...shared,
        events,
        concurrency,
        noHandleSignals: true,
        pollInterval: 1_000,
        taskList: toTasks(handlers, abort.signal, log),
      })
      running = { runner, abort }
    },
    async stop() {
      const ending = running
      running = undefined
      ending?.abort.abort()
      await ending?.runner.stop()
      await takeOver.stop()
      await utils.release()
    },
  }
}

/** The row that a job is about is there by then; should it not be, those who own such rows look for forgotten ones. */
const apartMs = 1_000

async function addJob(connection: Connection, name: string, payload: Readonly<Record<string, unknown>>, o: JobOptions): Promise<void> {
  await connection.query(sql`SELECT id FROM ${sql.id(schema, 'add_job')}(
    ${name}::text, ${JSON.stringify(payload)}::json, queue_name => ${o.queue ?? null}::text, run_at => ${o.runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${o.attempts ?? 10}::int, job_key => ${o.jobKey ?? null}::text)`)
}

function toTasks(handlers: JobsOptions['handlers'], signal: AbortSignal, log: JobLog): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      async (payload: unknown, { job }: JobHelpers) => {
        try {
          await handler(payload as Record<string, unknown>, { signal, attempt: job.attempts })
        } catch (error) {
          log.error({ job: name, attempt: job.attempts, err: error }, 'a job failed')
          throw error
        }
      },
    ]),
  )
}

/** The library tells much; only its warnings and errors are passed on. */
const toLogger = (log: JobLog): Logger =>
  new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta }, message)
    else if (level === 'warning') log.warn({ ...meta }, message)
  })
