import type { Database } from '../db/pool.ts'
import type { Touched } from '../engine-types.ts'
import { toPayloads } from './payloads.ts'

const channel = 'zhike_touched'
const windowMs = 60
/** More records of one object than this in one window are not named one by one. */
const mostNamed = 200

type TouchedRecord = NonNullable<Touched['records']>[number]
type Listener = (touched: readonly Touched[]) => void

/** What changed, told to all processes: gathered over a moment, announced after commit on a connection of its own. */
export type Live = Readonly<{
  /** Takes what a finished piece of work touched; nothing is awaited. */
  touched(list: readonly Touched[]): void
  /** Hears what any process touched, this one included. The returned function ends that. */
  onTouched(listener: Listener): () => void
  /** Hears that something may have been missed: everything shown may be outdated. */
  onGap(listener: () => void): () => void
  close(): Promise<void>
}>

type Gathered = { workspace: string; object: string; seen: string | undefined; records: Map<string, TouchedRecord> | null }

export async function openLive(database: Pick<Database, 'listen' | 'notify'>, onError: (error: unknown) => void): Promise<Live> {
  const listeners = new Set<Listener>()
  const gapListeners = new Set<() => void>()
  const hear = (touched: readonly Touched[]): void => {
    for (const listener of listeners) listener(touched)
  }
  const stop = await database.listen(
    channel,
    (payload) => hear(JSON.parse(payload) as Touched[]),
    () => {
      for (const listener of gapListeners) listener()
    },
  )

  let gathered = new Map<string, Gathered>()
  let timer: NodeJS.Timeout | null = null
  let sending: Promise<void> = Promise.resolve()

  const send = async (list: readonly Touched[]): Promise<void> => {
    for (const payload of toPayloads(list)) {
      await database.notify(channel, payload).catch((error: unknown) => {
        onError(error)
        // The others will hear of the gap; those who listen here are told at least.
        hear(JSON.parse(payload) as Touched[])
      })
    }
  }
  const flush = (): void => {
    timer = null
    const list = [...gathered.values()].map(toTouched)
    gathered = new Map()
    sending = sending.then(() => send(list))
  }

  return {
    touched: (list) => {
      for (const one of list) gather(gathered, one)
      if (gathered.size > 0) timer ??= setTimeout(flush, windowMs)
    },
    onTouched: (listener) => added(listeners, listener),
    onGap: (listener) => added(gapListeners, listener),
    close: async () => {
      if (timer) clearTimeout(timer)
      if (timer) flush()
      await sending
      await stop()
    },
  }
}

function added<T>(set: Set<T>, one: T): () => void {
  set.add(one)
  return () => void set.delete(one)
}

function gather(gathered: Map<string, Gathered>, { workspace, object, seen, records }: Touched): void {
  const key = `${workspace} ${object}`
  const known = gathered.get(key) ?? { workspace, object, seen, records: new Map<string, TouchedRecord>() }
  gathered.set(key, known)
  // The last of them was written last.
  known.seen = seen ?? known.seen
  if (!records || (known.records && known.records.size + records.length > mostNamed)) known.records = null
  if (!known.records || !records) return
  for (const record of records) known.records.set(record.id, merge(known.records.get(record.id), record))
}

/** A record made and changed within one moment is new to whoever hears of it. */
function merge(before: TouchedRecord | undefined, now: TouchedRecord): TouchedRecord {
  return before?.kind === 'create' && now.kind === 'update' ? { ...now, kind: 'create' } : now
}

const toTouched = ({ workspace, object, seen, records }: Gathered): Touched => ({
  workspace,
  object,
  ...(seen === undefined ? {} : { seen }),
  ...(records ? { records: [...records.values()] } : {}),
})
