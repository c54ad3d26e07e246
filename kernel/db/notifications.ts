import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { isConnectionLost } from './errors.ts'

/** Hears the payloads of one channel; `onGap` is called when some may have been missed, because the connection was lost and is back. */
export type Listening = Readonly<{ onPayload: (payload: string) => void; onGap?: () => void }>

/** Announcements between processes, each way on a connection of its own. */
export type Notifications = Readonly<{
  /** Listens until the returned function is called. Reconnects by itself. */
  listen(channel: string, listening: Listening): Promise<() => Promise<void>>
  /** Tells all who listen. Payload: at most 7,999 bytes. Never inside a transaction that writes: that cost two thirds of the writes. */
  notify(channel: string, payload: string): Promise<void>
  close(): Promise<void>
}>

const longestPauseMs = 5_000

export function openNotifications(config: pg.ClientConfig): Notifications {
  const ears = createEars(config)
  const mouth = createMouth(config)
  return {
    listen: ears.listen,
    notify: mouth.notify,
    close: async () => {
      await Promise.all([ears.close(), mouth.close()])
    },
  }
}

function createEars(config: pg.ClientConfig) {
  const channels = new Map<string, Set<Listening>>()
  let connected: Promise<pg.Client> | null = null
  let isClosed = false

  const connect = async (): Promise<pg.Client> => {
    const client = await openClient(config)
    client.on('notification', ({ channel, payload }) => {
      for (const listening of channels.get(channel) ?? []) listening.onPayload(payload ?? '')
    })
    try {
      for (const channel of channels.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    client.once('end', () => void reconnect())
    return client
  }

  const current = (): Promise<pg.Client> => {
    if (connected) return connected
    const attempt = connect()
    connected = attempt
    attempt.catch(() => void (connected === attempt && (connected = null)))
    return attempt
  }

  const reconnect = async (): Promise<void> => {
    connected = null
    for (let waitMs = 50; !isClosed; waitMs = Math.min(longestPauseMs, waitMs * 2)) {
      await pause(waitMs, undefined, { ref: false })
      if (
        isClosed ||
        !(await current().then(
          () => true,
          () => false,
        ))
      )
        continue
      for (const listening of [...channels.values()].flatMap((all) => [...all])) listening.onGap?.()
      return
    }
  }

  const listen = async (channel: string, listening: Listening): Promise<() => Promise<void>> => {
    const all = channels.get(channel) ?? new Set()
    channels.set(channel, all.add(listening))
    try {
      const client = await current()
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    } catch (error) {
      all.delete(listening)
      throw error
    }
    return async () => {
      all.delete(listening)
      if (all.size > 0 || channels.get(channel) !== all) return
      channels.delete(channel)
      const client = await connected?.catch(() => null)
      await client?.query(`UNLISTEN ${client.escapeIdentifier(channel)}`).catch(() => undefined)
    }
  }

  const close = async (): Promise<void> => {
    isClosed = true
    const client = await connected?.catch(() => null)
    await client?.end()
  }
  return { listen, close }
}

function createMouth(config: pg.ClientConfig) {
  let connected: Promise<pg.Client> | null = null
  let last: Promise<unknown> = Promise.resolve()

  const connect = (): Promise<pg.Client> => {
    const attempt = openClient(config)
    const forget = (): void => void (connected === attempt && (connected = null))
    attempt.then((client) => client.once('end', forget), forget)
    return attempt
  }

  const say = async (channel: string, payload: string): Promise<void> => {
    const isFresh = connected === null
    connected ??= connect()
    try {
      await (await connected).query({ text: 'SELECT pg_notify($1, $2)', values: [channel, payload] })
    } catch (error) {
      if (isFresh || !isConnectionLost(error as Error)) throw error
      // The connection had died while idle.
      connected = null
      await say(channel, payload)
    }
  }

  return {
    notify: (channel: string, payload: string): Promise<void> => {
      const next = last.then(() => say(channel, payload))
      last = next.catch(() => undefined)
      return next
    },
    close: async () => {
      await last
      const client = await connected?.catch(() => null)
      await client?.end()
    },
  }
}

async function openClient(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config)
  // The end of the connection is reported by 'end' as well; without a listener an 'error' would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}
