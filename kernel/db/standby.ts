import { clientConfig, openPool } from './connections.ts'
import { isConnectionLost } from './errors.ts'
import type { Connection } from './pool.ts'
import { limits, pooled, type Shared } from './run.ts'
import type { ServerOptions } from './server.ts'
import { sql } from './sql.ts'

/** How often a standby that is read from is asked how far it is; between two answers the older one counts. */
const askMs = 50
/** A standby that fell out is asked again after so long. */
const retryMs = 1_000
/** Nobody reads: nobody asks. */
const idleMs = 5_000

/** Standbys of one server. */
export type Standbys = Readonly<{
  /** A standby that has replayed that much, in turn; `main` when there is none, and when one falls out on the way. */
  reading(needed: bigint, main: Connection): Connection
  /** The same for long reading. */
  reporting(needed: bigint, main: Connection): Connection
  close(): Promise<void>
}>

type Standby = {
  connection: Connection
  report: Connection
  replayed: bigint
  isUp: boolean
  wantedAtMs: number
  timer: NodeJS.Timeout | null
  close(): Promise<void>
}

export function openStandbys(shared: Shared, o: ServerOptions): Standbys {
  let isClosed = false
  const standbys = o.standbys.map((url) => openStandby(shared, { ...o, url }))
  let turn = 0

  const ask = async (standby: Standby): Promise<void> => {
    standby.timer = null
    try {
      const [row] = await standby.connection.query(
        sql`SELECT (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::text AS at, pg_is_in_recovery() AS standby`,
      )
      // One that was made a primary goes its own way.
      standby.isUp = row?.standby === true
      standby.replayed = BigInt(String(row?.at ?? 0))
    } catch {
      standby.isUp = false
    }
    if (!isClosed && Date.now() - standby.wantedAtMs < idleMs) askSoon(standby)
  }
  const askSoon = (standby: Standby): void => {
    standby.timer ??= setTimeout(() => void ask(standby), standby.isUp ? askMs : retryMs).unref()
  }

  const choose = (kind: 'connection' | 'report') => (needed: bigint, main: Connection) => {
    for (const standby of standbys) {
      standby.wantedAtMs = Date.now()
      askSoon(standby)
    }
    const ready = standbys.filter((standby) => standby.isUp && standby.replayed >= needed)
    const chosen = ready[turn++ % Math.max(1, ready.length)]
    if (!chosen) return main
    return withRefuge(chosen[kind], main, () => {
      chosen.isUp = false
    })
  }
  return {
    reading: choose('connection'),
    reporting: choose('report'),
    close: async () => {
      isClosed = true
      for (const { timer } of standbys) if (timer) clearTimeout(timer)
      await Promise.all(standbys.map((standby) => standby.close()))
    },
  }
}

function openStandby(shared: Shared, o: ServerOptions): Standby {
  const custom = openPool({ ...clientConfig(o, limits.main), pipeline: true, connectionTimeoutMillis: 2_000 }, o.max)
  const generic = openPool(
    { ...clientConfig(o, limits.main, ['plan_cache_mode=force_generic_plan']), connectionTimeoutMillis: 2_000 },
    o.max,
  )
  const long = openPool({ ...clientConfig(o, limits.report), connectionTimeoutMillis: 2_000 }, 4)
  const close = async () => {
    await Promise.all([custom.end(), generic.end(), long.end()])
  }
  return {
    connection: pooled(shared, custom, generic),
    report: pooled(shared, long, long),
    replayed: -1n,
    isUp: false,
    wantedAtMs: 0,
    timer: null,
    close,
  }
}

/** A statement that only reads may be asked again elsewhere: when the standby is gone, or ended it for the sake of replaying. */
function withRefuge(standby: Connection, main: Connection, onLost: () => void): Connection {
  const elsewhere = <T>(error: unknown, again: () => Promise<T>): Promise<T> => {
    const { code } = error as { code?: string }
    const isLost = isConnectionLost(error as Error)
    if (isLost) onLost()
    if (isLost || code === '40001') return again()
    throw error
  }
  return {
    query: (piece, options) => standby.query(piece, options).catch((error: unknown) => elsewhere(error, () => main.query(piece, options))),
    affected: (piece) => standby.affected(piece).catch((error: unknown) => elsewhere(error, () => main.affected(piece))),
  }
}
