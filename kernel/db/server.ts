import type pg from 'pg'
import { type ConnectionOptions, clientConfig, openPool } from './connections.ts'
import type { Connection, Place } from './pool.ts'
import { limits, pooled, type Shared } from './run.ts'
import { sql } from './sql.ts'
import { openStandbys } from './standby.ts'

type Pools = Readonly<Record<'library' | 'control' | 'custom' | 'generic' | 'report', pg.Pool>>

/** One server with its standbys. */
export type Server = Readonly<{
  pools: Pools
  control: Connection
  main: Connection
  /** Long reading. */
  report: Connection
  /** As `main`; what it writes is noted for readers of standbys. */
  writing(place: Place): Connection
  /** A standby that has everything up to `after` and up to what is known to be written in the workspace; else the server itself. */
  readAfter(place: Place, after: string): Connection
  reportAfter(place: Place, after: string): Connection
  /** What the work returns, once it is noted how far it wrote. */
  noting<T>(place: Place | null, work: Promise<T>): Promise<T>
  seen(place: Place): string | null
  raise(schema: string, seen: string): void
  close(): Promise<void>
}>

export type ServerOptions = ConnectionOptions & Readonly<{ max: number; standbys: readonly string[] }>

/**
 * Prepared statements have a pool of their own with `force_generic_plan`: left to itself the server went on planning for each
 * set of values, 6.2 ms instead of 2.1 for a walk along an index.
 */
export function openServer(shared: Shared, o: ServerOptions): Server {
  const pools: Pools = {
    library: openPool(clientConfig(o, limits.control), 6),
    control: openPool({ ...clientConfig(o, limits.control), pipeline: true }, 4),
    custom: openPool({ ...clientConfig(o, limits.main), pipeline: true }, o.max),
    generic: openPool(clientConfig(o, limits.main, ['plan_cache_mode=force_generic_plan']), o.max),
    report: openPool(clientConfig(o, limits.report), 4),
  }
  const main = pooled(shared, pools.custom, pools.generic)
  const report = pooled(shared, pools.report, pools.report)
  const onServer = o.standbys.length > 0 ? pooled(shared, pools.control, pools.control) : null
  const standbys = openStandbys(shared, o)
  const known = new Map<string, bigint>()

  const raise = (schema: string, seen: string): void => {
    const now = BigInt(seen)
    if (now > (known.get(schema) ?? 0n)) known.set(schema, now)
  }
  const neededBy = (place: Place, after: string): bigint => {
    const [here, asked] = [known.get(place.schema) ?? 0n, BigInt(after)]
    return asked > here ? asked : here
  }
  const noting = async <T>(place: Place | null, work: Promise<T>): Promise<T> => {
    const value = await work
    if (place && onServer) {
      const [row] = await main.query(sql`SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::text AS at`)
      raise(place.schema, String(row!.at))
    }
    return value
  }
  return {
    pools,
    main,
    control: pooled(shared, pools.control, pools.control),
    report,
    writing: (place) =>
      onServer
        ? { query: (piece, options) => noting(place, main.query(piece, options)), affected: (piece) => noting(place, main.affected(piece)) }
        : main,
    readAfter: (place, after) => standbys.reading(neededBy(place, after), main),
    reportAfter: (place, after) => standbys.reporting(neededBy(place, after), report),
    noting,
    seen: (place) => (onServer ? String(known.get(place.schema) ?? 0n) : null),
    raise,
    close: async () => {
      await Promise.all([standbys.close(), ...Object.values(pools).map((pool) => pool.end())])
    },
  }
}
