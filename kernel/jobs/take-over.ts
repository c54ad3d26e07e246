import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { JobLog } from './open-jobs.ts'

const beatMs = 5_000
/** A process that was not heard of for so long is dead or as good as dead. */
const deadAfterSeconds = 30

/** Keeps the list of living processes and frees what dead ones hold. */
export type TakeOver = Readonly<{
  /** This process holds jobs under that name. */
  watch(worker: string): void
  start(): Promise<void>
  stop(): Promise<void>
}>

type Options = Readonly<{ database: Database; unlock(workers: readonly string[]): Promise<void>; log: JobLog }>

/** The library gives a dead process's jobs free after four hours; here each process says every five seconds that it lives, and after thirty without a word its jobs are free. */
export async function openTakeOver({ database, unlock, log }: Options): Promise<TakeOver> {
  const { control } = database
  const table = sql.id('jobs', 'worker_beat')
  await database.lockedTransaction('jobs', async (tx) => {
    await tx.query(sql`CREATE TABLE IF NOT EXISTS ${table} (worker text PRIMARY KEY, beat_at timestamptz NOT NULL)`)
  })
  const own = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let beating: Promise<void> = Promise.resolve()

  const beat = async () => {
    if (own.size > 0) {
      await control.query(sql`INSERT INTO ${table} (worker, beat_at) SELECT w, now() FROM unnest(${[...own]}::text[]) AS w
        ON CONFLICT (worker) DO UPDATE SET beat_at = excluded.beat_at`)
    }
    const dead = await control.query(
      sql`SELECT worker FROM ${table} WHERE beat_at < now() - make_interval(secs => ${deadAfterSeconds}::int)`,
    )
    const workers = dead.map((row) => String(row.worker)).filter((worker) => !own.has(worker))
    if (workers.length === 0) return
    await unlock(workers)
    await control.affected(sql`DELETE FROM ${table} WHERE worker = ANY(${workers}::text[])`)
    log.warn({ workers }, 'took over the jobs of a process that is gone')
  }
  const beatSafely = () => {
    beating = beat().catch((error: unknown) => log.warn({ err: error }, 'could not say that this process lives'))
    return beating
  }
  return {
    watch: (worker) => {
      own.add(worker)
      void beatSafely()
    },
    async start() {
      await beatSafely()
      timer = setInterval(() => void beatSafely(), beatMs)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await beating
      if (own.size > 0) await control.affected(sql`DELETE FROM ${table} WHERE worker = ANY(${[...own]}::text[])`).catch(() => undefined)
    },
  }
}
