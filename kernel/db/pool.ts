import type pg from 'pg'
import type { BulkConnection, BulkMode } from './bulk.ts'
import { clientConfig } from './connections.ts'
import { type Listening, openNotifications } from './notifications.ts'
import { inBulk, inTransaction, limits, readBatches, runAlone, type Shared } from './run.ts'
import { openServer, type Server } from './server.ts'
import type { Sql } from './sql.ts'
import { createStatementNames } from './statement-names.ts'

export type Row = Record<string, unknown>

/**
 * The rows of one statement. `plan: 'generic'` is for statements that come back often and whose plan does not depend on the values:
 * they stay prepared on the server. Everything else is planned anew for its values, which is what rare filter values need.
 */
export type Query = (piece: Sql, o?: { plan?: 'generic' | 'custom' }) => Promise<Row[]>

export type Connection = Readonly<{
  query: Query
  /** How many rows the statement touched. */
  affected(piece: Sql): Promise<number>
}>

/** Where a workspace lies. */
export type Place = Readonly<{ schema: string; cluster: string }>

/** Hears of each statement that ran: its text, how long it took, and whether it was part of a transaction. */
export type StatementListener = (text: string, ms: number, o: { inTransaction: boolean }) => void

export type DatabaseOptions = Readonly<{
  url: string
  /** Further servers, each with workspaces of its own, by name; `main` is the first, where everything shared lies. */
  clusters?: Readonly<Record<string, string>>
  /** Standbys of a cluster, by its name: lists and records are read there once they know what the reader may know, reports and exports at once. */
  standbys?: Readonly<Record<string, readonly string[]>>
  /** Connections of each of the two main pools. */
  max?: number
  applicationName?: string
}>

export type Database = Readonly<{
  /** Shared schemas, DDL, jobs. Long statements are allowed. */
  control: Connection
  /** The same for one workspace, on the server where it lies: its tables, counters, statistics. */
  upkeep(place: Place): Connection
  /**
   * Reading what is true now; with `after`, at least what was true then and what this process knows to be written since, which a standby may tell.
   * Never locks, temporary tables or LISTEN with `after`.
   */
  read(place: Place, o?: { after?: string | undefined }): Connection
  /**
   * One statement that writes, atomic in itself. There is no BEGIN and COMMIT around it to send or to save: a statement outside
   * of a transaction is one, and takes one round trip.
   */
  write(place: Place): Connection
  /** Long reading: reports, charts. `after` as for `read`. */
  report(place: Place, o?: { after?: string | undefined }): Connection
  /**
   * What `run` returns, after COMMIT. All statements of `run` hold together or not at all. `run` is repeated, at most three times,
   * when PostgreSQL ends it because of others (deadlock, serialization, a table changed meanwhile), so it must not touch anything but the database.
   * Statements may be sent without waiting for the one before.
   */
  transaction<T>(place: Place | null, run: (tx: Connection) => Promise<T>): Promise<T>
  /** The rows of one statement in batches, as of its beginning; memory holds one batch. Ending the loop early frees the connection. */
  cursor(place: Place, piece: Sql, batch: number): AsyncIterable<Row[]>
  /**
   * One transaction that moves whole tables: statements may take an hour and COPY streams. A snapshot sees the state of its beginning
   * and does not write. Never repeated.
   */
  bulk<T>(place: Place | null, mode: BulkMode, run: (tx: BulkConnection) => Promise<T>): Promise<T>
  /** A transaction on `control`, or where a workspace lies, that runs alone among all with the same key there, on all processes. Waits for its turn. */
  lockedTransaction<T>(key: string, run: (tx: Connection) => Promise<T>, place?: Place): Promise<T>
  /** Up to where this process knows the workspace's server to have been written; null where nobody reads anywhere else. */
  seen(place: Place): string | null
  /** Another process, or a reader, knows of writes up to there. */
  raise(schema: string, seen: string): void
  /** Names of the clusters a workspace may lie on. */
  clusters: readonly string[]
  /** Listens until the returned function is called; reconnects by itself, then calls `onGap`, as something may have been missed. */
  listen(channel: string, onPayload: (payload: string) => void, onGap?: () => void): Promise<() => Promise<void>>
  /** Tells all who listen, outside of every transaction. */
  notify(channel: string, payload: string): Promise<void>
  /** Calls the listener after each statement; the returned function ends that. */
  onStatement(listener: StatementListener): () => void
  /** Connections for libraries: the driver's own pool, with the driver's own column types. Same limits as `control`. */
  pool: pg.Pool
  close(): Promise<void>
}>

/**
 * The database at an address, and further servers beside it; connections are opened when first needed.
 */
export function openDatabase(o: DatabaseOptions): Database {
  const shared: Shared = { names: createStatementNames(), listeners: new Set() }
  const common = { applicationName: o.applicationName ?? 'zhike', max: o.max ?? 8 }
  const servers = new Map(
    Object.entries({ ...o.clusters, [mainCluster]: o.url }).map(([name, url]): [string, Server] => [
      name,
      openServer(shared, { ...common, url, standbys: o.standbys?.[name] ?? [] }),
    ]),
  )
  const main = servers.get(mainCluster)!
  const serverOf = (place: Place | null | undefined): Server => {
    if (!place) return main
    const server = servers.get(place.cluster)
    if (!server) throw new Error(`No address is set for the cluster ${place.cluster}, where ${place.schema} lies.`)
    return server
  }
  const notifications = openNotifications(clientConfig({ url: o.url, applicationName: common.applicationName }, limits.control))
  return {
    control: main.control,
    upkeep: (place) => serverOf(place).control,
    read: (place, { after } = {}) => (after === undefined ? serverOf(place).main : serverOf(place).readAfter(place, after)),
    write: (place) => serverOf(place).writing(place),
    report: (place, { after } = {}) => (after === undefined ? serverOf(place).report : serverOf(place).reportAfter(place, after)),
    transaction: (place, run) => {
      const server = serverOf(place)
      return server.noting(place, inTransaction(shared, place ? server.pools.custom : server.pools.control, run))
    },
    cursor: (place, piece, batch) => readBatches(shared, serverOf(place).pools.report, { piece, batch }),
    bulk: (place, mode, run) =>
      serverOf(place).noting(mode === 'write' ? place : null, inBulk(shared, serverOf(place).pools.library, { mode, run })),
    lockedTransaction: (key, run, place) => inTransaction(shared, serverOf(place).pools.control, (tx) => runAlone(tx, key, run)),
    seen: (place) => serverOf(place).seen(place),
    // Names of schemas are told apart over all servers.
    raise: (schema, seen) => {
      for (const server of servers.values()) server.raise(schema, seen)
    },
    clusters: [...servers.keys()],
    listen: (channel, onPayload, onGap) => notifications.listen(channel, toListening(onPayload, onGap)),
    notify: notifications.notify,
    onStatement: (listener) => {
      shared.listeners.add(listener)
      return () => void shared.listeners.delete(listener)
    },
    pool: main.pools.library,
    close: async () => {
      await Promise.all([notifications.close(), ...[...servers.values()].map((server) => server.close())])
    },
  }
}

/** Where accounts, sessions, the list of workspaces and jobs lie, and workspaces unless told otherwise. */
export const mainCluster = 'main'

const toListening = (onPayload: (payload: string) => void, onGap?: () => void): Listening => (onGap ? { onPayload, onGap } : { onPayload })
