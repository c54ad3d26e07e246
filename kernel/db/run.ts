import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { type BulkConnection, type BulkMode, beginOf, withCopy } from './bulk.ts'
import { columnTypes } from './column-types.ts'
import type { Limits } from './connections.ts'
import type { Connection, Row, StatementListener } from './pool.ts'
import { type Sql, sql, toStatement } from './sql.ts'
import type { StatementNames } from './statement-names.ts'

/** On a busy machine those who lock each other out meet again: each time they wait longer, and unalike. */
const attempts = 6
const second = 1_000
const lockMs = 5 * second
export const limits = {
  main: { lockMs, statementMs: 60 * second, idleInTransactionMs: 300 * second },
  report: { lockMs, statementMs: 300 * second, idleInTransactionMs: 0 },
  control: { lockMs: 10 * second, statementMs: 3_600 * second, idleInTransactionMs: 0 },
} as const satisfies Record<string, Limits>

/** What all statements of a process have in common. */
export type Shared = Readonly<{ names: StatementNames; listeners: Set<StatementListener> }>

/** Whatever runs one statement: a pool or one connection of it. */
type Runner = Readonly<{ query(config: pg.QueryConfig): Promise<pg.QueryResult | pg.QueryResult[]> }>

type Call = Readonly<{ text: string; values: readonly unknown[]; name: string | undefined; inTransaction: boolean }>

function toCall(shared: Shared, piece: Sql, o: { isGeneric: boolean; inTransaction: boolean }): Call {
  const { text, values } = toStatement(piece)
  return { text, values, name: o.isGeneric ? shared.names.nameOf(text) : undefined, inTransaction: o.inTransaction }
}

/** One statement at a time on whichever connection is free. */
export function pooled(shared: Shared, custom: pg.Pool, generic: pg.Pool): Connection {
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

export async function inTransaction<T>(shared: Shared, pool: pg.Pool, run: (tx: Connection) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(shared, pool, run)
    if ('value' in outcome) return outcome.value
    if (!outcome.mayRepeat || attempt >= attempts) throw outcome.error
    await pause(Math.random() * 20 * 2 ** attempt)
  }
}

type Outcome<T> = { value: T } | { error: unknown; mayRepeat: boolean }

async function attemptOnce<T>(shared: Shared, pool: pg.Pool, run: (tx: Connection) => Promise<T>): Promise<Outcome<T>> {
  const client = await pool.connect()
  const open: Open = { isOver: false }
  // Not awaited: it travels with the first statement, mostly a prepared one. Should it fail, so does that one.
  const begun = client.query(`BEGIN; ${plansBy('force_generic_plan')}`)
  begun.catch(() => undefined)
  let value: T
  try {
    value = await run(within(shared, client, open, true))
    await begun
  } catch (error) {
    open.isOver = true
    await rollBack(client)
    return { error, mayRepeat: isUndone(error) || isOutdatedPlan(error) }
  }
  open.isOver = true
  return commit(client, value, open)
}

/** A transaction as it stands; `last`: the statement sent last. */
type Open = { isOver: boolean; last?: Promise<unknown> }

const plansBy = (mode: 'force_generic_plan' | 'auto'): string => `SET LOCAL plan_cache_mode = ${mode}`

/**
 * The connection of a transaction. Prepared statements get one plan for all values here too: left to itself the server planned the answer of
 * each write anew, 6 ms instead of 1.6 for a record of a million with figures over its children.
 */
function within(shared: Shared, client: pg.PoolClient, open: Open, begunForced = false): Connection {
  let isForced = begunForced
  return toConnection(async (piece, isGeneric) => {
    if (open.isOver) throw new Error('A statement was sent after its transaction had ended: something was not awaited.')
    const call = toCall(shared, piece, { isGeneric, inTransaction: true })
    if (isForced !== (call.name !== undefined)) {
      isForced = !isForced
      // Not awaited: it travels with the statement. Should it fail, so does that one.
      client.query(plansBy(isForced ? 'force_generic_plan' : 'auto')).catch(() => undefined)
    }
    const sent = send(shared, client, call)
    open.last = sent
    return sent
  })
}

/** The server rolls back what the connection was at. */
function cutOff(client: pg.PoolClient): void {
  const { connection } = client as unknown as { connection: { stream: Socket } }
  connection.stream.destroy()
  client.release(true)
}

export async function inBulk<T>(
  shared: Shared,
  pool: pg.Pool,
  { mode, run }: { mode: BulkMode; run: (tx: BulkConnection) => Promise<T> },
): Promise<T> {
  const client = await pool.connect()
  const open: Open = { isOver: false }
  try {
    await client.query(beginOf(mode))
    const value = await run(withCopy(within(shared, client, open), client))
    open.isOver = true
    const outcome = await commit(client, value, open)
    if ('value' in outcome) return outcome.value
    throw outcome.error
  } catch (error) {
    // After COMMIT the connection was given back already. Else it may be in the middle of a COPY, which would have to run to its end first.
    if (!open.isOver) cutOff(client)
    throw error
  }
}

/**
 * COMMIT of a transaction in which a statement failed rolls back without an error. It may travel with the last statement, whose answer nobody waits for.
 * A failure of COMMIT itself leaves the outcome unknown, so it is never repeated.
 */
async function commit<T>(client: pg.PoolClient, value: T, { last }: Open): Promise<Outcome<T>> {
  try {
    const { command } = await client.query('COMMIT')
    client.release()
    if (command === 'COMMIT') return { value }
    const why = 'The transaction was rolled back: a statement in it had failed and the failure was not passed on.'
    const error = await Promise.resolve(last).then(
      () => new Error(why),
      (cause: unknown) => new Error(why, { cause }),
    )
    return { error, mayRepeat: isUndone(error) }
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

export async function runAlone<T>(tx: Connection, key: string, run: (tx: Connection) => Promise<T>): Promise<T> {
  await tx.query(sql`SET LOCAL lock_timeout = 0`)
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  await tx.query(sql`SET LOCAL lock_timeout = ${sql.raw(String(limits.control.lockMs))}`)
  return run(tx)
}

export async function* readBatches(shared: Shared, pool: pg.Pool, o: { piece: Sql; batch: number }): AsyncGenerator<Row[]> {
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
