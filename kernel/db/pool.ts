import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { type BulkConnection, type BulkMode, beginOf, withCopy } from './bulk.ts'
import { columnTypes } from './column-types.ts'
import { type ConnectionOptions, clientConfig, type Limits, openPool } from './connections.ts'
import { type Listening, openNotifications } from './notifications.ts'
import { type Sql, sql, toStatement } from './sql.ts'
import { createStatementNames, type StatementNames } from './statement-names.ts'

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
  /** A standby that reports and exports may read from; they may see the state of a moment ago. */
  readUrl?: string
  /** Connections of each of the two main pools. */
  max?: number
  applicationName?: string
}>

export type Database = Readonly<{
  /** Shared schemas, DDL, jobs. Long statements are allowed. */
  control: Connection
  /** Reading what is true now. Never locks, temporary tables or LISTEN here: it may be a standby one day. */
  read(place: Place): Connection
  /**
   * One statement that writes, atomic in itself. There is no BEGIN and COMMIT around it to send or to save: a statement outside
   * of a transaction is one, and takes one round trip.
   */
  write(place: Place): Connection
  /** Long reading: reports, charts. */
  report(place: Place): Connection
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
  /** A transaction on `control` that runs alone among all with the same key, on all processes. Waits for its turn. */
  lockedTransaction<T>(key: string, run: (tx: Connection) => Promise<T>): Promise<T>
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

const attempts = 3
const second = 1_000
const lockMs = 5 * second
const limits = {
  main: { lockMs, statementMs: 60 * second, idleInTransactionMs: 300 * second },
  report: { lockMs, statementMs: 300 * second, idleInTransactionMs: 0 },
  control: { lockMs: 10 * second, statementMs: 3_600 * second, idleInTransactionMs: 0 },
} as const satisfies Record<string, Limits>

/**
 * The database at an address; connections are opened when first needed.
 *
 * Prepared statements have a pool of their own with `force_generic_plan`: left to itself the server went on planning for each
 * set of values, 6.2 ms instead of 2.1 for a walk along an index.
 */
export function openDatabase(o: DatabaseOptions): Database {
  const at: ConnectionOptions = { url: o.url, applicationName: o.applicationName ?? 'zhike' }
  const max = o.max ?? 8
  const library = openPool(clientConfig(at, limits.control), 6)
  const control = openPool({ ...clientConfig(at, limits.control), pipeline: true }, 4)
  const custom = openPool({ ...clientConfig(at, limits.main), pipeline: true }, max)
  const generic = openPool(clientConfig(at, limits.main, ['plan_cache_mode=force_generic_plan']), max)
  const report = openPool(clientConfig({ ...at, url: o.readUrl ?? o.url }, limits.report), 4)
  const notifications = openNotifications(clientConfig(at, limits.control))
  const shared: Shared = { names: createStatementNames(), listeners: new Set() }

  const onControl = pooled(shared, control, control)
  const onMain = pooled(shared, custom, generic)
  const onReport = pooled(shared, report, report)
  return {
    control: onControl,
    read: () => onMain,
    write: () => onMain,
    report: () => onReport,
    transaction: (place, run) => inTransaction(shared, place ? custom : control, run),
    cursor: (_place, piece, batch) => readBatches(shared, report, { piece, batch }),
    bulk: (_place, mode, run) => inBulk(shared, library, { mode, run }),
    lockedTransaction: (key, run) => inTransaction(shared, control, (tx) => runAlone(tx, key, run)),
    listen: (channel, onPayload, onGap) => notifications.listen(channel, toListening(onPayload, onGap)),
    notify: notifications.notify,
    onStatement: (listener) => {
      shared.listeners.add(listener)
      return () => void shared.listeners.delete(listener)
    },
    pool: library,
    close: async () => {
      await Promise.all([notifications.close(), ...[library, control, custom, generic, report].map((pool) => pool.end())])
    },
  }
}

const toListening = (onPayload: (payload: string) => void, onGap?: () => void): Listening => (onGap ? { onPayload, onGap } : { onPayload })

type Shared = Readonly<{ names: StatementNames; listeners: Set<StatementListener> }>

/** Whatever runs one statement: a pool or one connection of it. */
type Runner = Readonly<{ query(config: pg.QueryConfig): Promise<pg.QueryResult | pg.QueryResult[]> }>

type Call = Readonly<{ text: string; values: readonly unknown[]; name: string | undefined; inTransaction: boolean }>

function toCall(shared: Shared, piece: Sql, o: { isGeneric: boolean; inTransaction: boolean }): Call {
  const { text, values } = toStatement(piece)
  return { text, values, name: o.isGeneric ? shared.names.nameOf(text) : undefined, inTransaction: o.inTransaction }
}

function pooled(shared: Shared, custom: pg.Pool, generic: pg.Pool): Connection {
  const attempt = (piece: Sql, isGeneric: boolean): Promise<pg.QueryResult> => {
    const call = toCall(shared, piece, { isGeneric, inTransaction: false })
    return send(shared, call.name ? generic : custom, call)
  }
  return toConnection(async (piece, isGeneric) => {
    try {
      return await attempt(piece, isGeneric)
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error
      // Refused before it ran; it has another name now.
      return attempt(piece, isGeneric)
    }
  })
}

function toConnection(run: (piece: Sql, isGeneric: boolean) => Promise<pg.QueryResult>): Connection {
  return {
    query: async (piece, o) => (await run(piece, o?.plan === 'generic')).rows as Row[],
    affected: async (piece) => (await run(piece, false)).rowCount ?? 0,
  }
}

async function send(shared: Shared, runner: Runner, call: Call): Promise<pg.QueryResult> {
  const { text, values, name } = call
  const config: pg.QueryConfig = { text, values: values as unknown[], types: columnTypes, ...(name ? { name } : {}) }
  const began = performance.now()
  try {
    return lastOf(await runner.query(config))
  } catch (error) {
    if (name && isOutdatedPlan(error)) shared.names.forget(text, name)
    throw error
  } finally {
    for (const listener of shared.listeners) listener(text, performance.now() - began, { inTransaction: call.inTransaction })
  }
}

/** Text with several statements answers several results. */
const lastOf = (result: pg.QueryResult | pg.QueryResult[]): pg.QueryResult => (Array.isArray(result) ? result.at(-1)! : result)

/** A table of a prepared statement has changed since. */
const isOutdatedPlan = (error: unknown): boolean =>
  (error as { code?: string }).code === '0A000' && /cached plan must not change result type/.test((error as Error).message)

async function inTransaction<T>(shared: Shared, pool: pg.Pool, run: (tx: Connection) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(shared, pool, run)
    if ('value' in outcome) return outcome.value
    if (!outcome.mayRepeat || attempt >= attempts) throw outcome.error
    await pause(Math.random() * 20 * attempt)
  }
}

type Outcome<T> = { value: T } | { error: unknown; mayRepeat: boolean }

async function attemptOnce<T>(shared: Shared, pool: pg.Pool, run: (tx: Connection) => Promise<T>): Promise<Outcome<T>> {
  const client = await pool.connect()
  const open = { isOver: false }
  // Not awaited: it travels with the first statement. Should it fail, so does that one.
  const begun = client.query('BEGIN')
  begun.catch(() => undefined)
  let value: T
  try {
    value = await run(within(shared, client, open))
    await begun
  } catch (error) {
    open.isOver = true
    await rollBack(client)
    return { error, mayRepeat: isUndone(error) || isOutdatedPlan(error) }
  }
  open.isOver = true
  return commit(client, value)
}

/**
 * The connection of a transaction. Prepared statements get one plan for all values here too: left to itself the server planned the answer of
 * each write anew, 6 ms instead of 1.6 for a record of a million with figures over its children.
 */
function within(shared: Shared, client: pg.PoolClient, open: { isOver: boolean }): Connection {
  let isForced = false
  return toConnection(async (piece, isGeneric) => {
    if (open.isOver) throw new Error('A statement was sent after its transaction had ended: something was not awaited.')
    const call = toCall(shared, piece, { isGeneric, inTransaction: true })
    if (isForced !== (call.name !== undefined)) {
      isForced = !isForced
      // Not awaited: it travels with the statement. Should it fail, so does that one.
      client.query(`SET LOCAL plan_cache_mode = ${isForced ? 'force_generic_plan' : 'auto'}`).catch(() => undefined)
    }
    return send(shared, client, call)
  })
}

async function inBulk<T>(
  shared: Shared,
  pool: pg.Pool,
  { mode, run }: { mode: BulkMode; run: (tx: BulkConnection) => Promise<T> },
): Promise<T> {
  const client = await pool.connect()
  const open = { isOver: false }
  try {
    await client.query(beginOf(mode))
    const value = await run(withCopy(within(shared, client, open), client))
    open.isOver = true
    const outcome = await commit(client, value)
    if ('value' in outcome) return outcome.value
    throw outcome.error
  } catch (error) {
    // After COMMIT the connection was given back already.
    if (!open.isOver) await rollBack(client)
    throw error
  }
}

/** COMMIT of a transaction in which a statement failed rolls back without an error; a failure here leaves the outcome unknown, so it is never repeated. */
async function commit<T>(client: pg.PoolClient, value: T): Promise<Outcome<T>> {
  try {
    const { command } = await client.query('COMMIT')
    client.release()
    if (command === 'COMMIT') return { value }
    return {
      error: new Error('The transaction was rolled back: a statement in it had failed and the failure was not passed on.'),
      mayRepeat: false,
    }
  } catch (error) {
    await rollBack(client)
    return { error, mayRepeat: false }
  }
}

async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release()
  } catch {
    client.release(true)
  }
}

/** Serialization failure or deadlock: the server undid everything and it may go well the next time. */
function isUndone(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return [code, cause?.code].some((one) => one === '40001' || one === '40P01')
}

async function runAlone<T>(tx: Connection, key: string, run: (tx: Connection) => Promise<T>): Promise<T> {
  await tx.query(sql`SET LOCAL lock_timeout = 0`)
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  await tx.query(sql`SET LOCAL lock_timeout = ${sql.raw(String(limits.control.lockMs))}`)
  return run(tx)
}

async function* readBatches(shared: Shared, pool: pg.Pool, o: { piece: Sql; batch: number }): AsyncGenerator<Row[]> {
  const client = await pool.connect()
  const tx = within(shared, client, { isOver: false })
  const fetch = sql`FETCH FORWARD ${sql.raw(String(Math.trunc(o.batch)))} FROM batches`
  try {
    await client.query('BEGIN READ ONLY')
    await tx.query(sql`DECLARE batches NO SCROLL CURSOR FOR ${o.piece}`)
    for (let rows = await tx.query(fetch); rows.length > 0; rows = await tx.query(fetch)) yield rows
  } finally {
    await rollBack(client)
  }
}
