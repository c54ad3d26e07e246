import type { Database } from '../db/pool.ts'
import { fail } from '../model/fault.ts'

type Bucket = { left: number; atMs: number /** Taken here and not yet told to the others. */; untold: number }

/** Lets so many calls a minute through per key, with a minute's worth at once. */
export type Limit = Readonly<{
  /** @throws `kernel.too-many-requests` with `retryAfterSeconds`. */
  take(key: string): void
  /** Calls that other processes let through. */
  takenElsewhere(key: string, count: number): void
  /** What was let through here since this was last asked, of keys that come near the limit. */
  untold(): readonly (readonly [string, number])[]
}>

const mostKeys = 50_000
/** Who uses less than this share of a minute's worth a second is not worth telling. */
const tellFrom = 1 / 60

export function openLimit(perMinute: number): Limit {
  const buckets = new Map<string, Bucket>()
  const perMs = perMinute / 60_000
  const bucketOf = (key: string): Bucket => {
    const nowMs = Date.now()
    const bucket = buckets.get(key) ?? { left: perMinute, atMs: nowMs, untold: 0 }
    bucket.left = Math.min(perMinute, bucket.left + (nowMs - bucket.atMs) * perMs)
    bucket.atMs = nowMs
    if (!buckets.has(key)) makeRoom(buckets, nowMs)
    buckets.set(key, bucket)
    return bucket
  }
  return {
    take: (key) => {
      const bucket = bucketOf(key)
      if (bucket.left < 1)
        fail('kernel.too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil((1 - bucket.left) / perMs / 1_000)) })
      bucket.left -= 1
      bucket.untold += 1
    },
    takenElsewhere: (key, count) => {
      const bucket = bucketOf(key)
      bucket.left = Math.max(0, bucket.left - count)
    },
    untold: () => {
      const told: [string, number][] = []
      for (const [key, bucket] of buckets) {
        if (bucket.untold > perMinute * tellFrom) told.push([key, bucket.untold])
        bucket.untold = 0
      }
      return told
    },
  }
}

/** Who was not seen for a minute has a full bucket again and need not be remembered. */
function makeRoom(buckets: Map<string, Bucket>, nowMs: number): void {
  if (buckets.size < mostKeys) return
  for (const [key, { atMs }] of buckets) if (nowMs - atMs > 60_000) buckets.delete(key)
  if (buckets.size >= mostKeys) buckets.clear()
}

const channel = 'zhike_taken'
const tellMs = 500
/** One announcement holds so many keys; more at once are told with the next. */
const mostTold = 60

type Told = Readonly<{ from: string; taken: Readonly<Record<string, readonly (readonly [string, number])[]>> }>

/**
 * Limits that all processes of the installation count together: each tells the others twice a second what it let through for callers who come near a
 * limit. Between two tellings each counts for itself, so a caller gets at most a second's worth more. Answers how to stop.
 */
export async function shareLimits(
  database: Pick<Database, 'listen' | 'notify'>,
  limits: Readonly<Record<string, Limit>>,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const self = crypto.randomUUID()
  const stop = await database.listen(channel, (payload) => {
    const { from, taken } = JSON.parse(payload) as Told
    if (from === self) return
    for (const [name, keys] of Object.entries(taken)) for (const [key, count] of keys) limits[name]?.takenElsewhere(key, count)
  })
  const timer = setInterval(() => {
    const taken = Object.fromEntries(Object.entries(limits).map(([name, limit]) => [name, limit.untold().slice(0, mostTold / 2)]))
    if (Object.values(taken).every((keys) => keys.length === 0)) return
    database.notify(channel, JSON.stringify({ from: self, taken } satisfies Told)).catch(onError)
  }, tellMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await stop()
  }
}
