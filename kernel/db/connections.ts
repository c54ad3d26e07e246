import type { Socket } from 'node:net'
import pg from 'pg'

/** What all connections of a database have in common. */
export type ConnectionOptions = Readonly<{ url: string; applicationName: string }>

/** Limits of one kind of connection, in milliseconds; 0 is none. */
export type Limits = Readonly<{ lockMs: number; statementMs: number; idleInTransactionMs: number }>

const common = ['TimeZone=UTC', 'DateStyle=ISO', 'IntervalStyle=iso_8601', 'client_min_messages=warning']

/** Driver settings of one kind of connection. Everything that must hold for each of its statements travels with the opening, so that no statement is spent on it. */
export function clientConfig(o: ConnectionOptions, limits: Limits, settings: readonly string[] = []): pg.PoolConfig {
  const { url, options } = takeOptions(o.url)
  const all = [
    ...common,
    `lock_timeout=${limits.lockMs}`,
    `statement_timeout=${limits.statementMs}`,
    `idle_in_transaction_session_timeout=${limits.idleInTransactionMs}`,
    ...settings,
  ]
  return {
    connectionString: url,
    application_name: o.applicationName,
    options: [options, ...all.map((setting) => `-c ${setting}`)].filter(Boolean).join(' '),
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  }
}

/** What a connection keeps prepared is given back only when it ends, and one that had been asked thousands of different wide lists held a gigabyte. */
const lifetimeSeconds = 900

/** A pool whose broken connections are dropped without a word: who uses one gets the error, nobody else needs it. */
export function openPool(config: pg.PoolConfig, max: number): pg.Pool {
  const pool = new pg.Pool({ ...config, max, idleTimeoutMillis: 60_000, maxLifetimeSeconds: lifetimeSeconds })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    gatherWrites((client as unknown as { connection: { stream: Socket } }).connection.stream)
  })
  return pool
}

/**
 * What is sent in one turn of the loop leaves in one call to the system: the begin of a transaction, its settings, the statement that stores and the one that answers.
 * Such calls were a third of what the server did while it wrote.
 */
function gatherWrites(stream: Socket): void {
  const write = stream.write.bind(stream) as (...sent: unknown[]) => boolean
  let isGathering = false
  const release = () => {
    isGathering = false
    stream.uncork()
  }
  stream.write = (...sent: unknown[]) => {
    if (!isGathering) {
      isGathering = true
      stream.cork()
      process.nextTick(release)
    }
    return write(...sent)
  }
}

/** The driver would let options in the address replace ours, so they are taken out and put before ours. */
function takeOptions(url: string): { url: string; options: string } {
  const found = /([?&])options=([^&]*)(&?)/.exec(url)
  if (!found) return { url, options: '' }
  const rest = url.replace(found[0], found[3] ? found[1]! : '')
  return { url: rest, options: decodeURIComponent(found[2]!.replaceAll('+', ' ')) }
}
