import { fail } from '../model/fault.ts'

type Bucket = { left: number; atMs: number }

/** Lets so many calls a minute through per key, with a minute's worth at once; counted in this process. */
export type Limit = Readonly<{
  /** @throws `kernel.too-many-requests` with `retryAfterSeconds`. */
  take(key: string): void
}>

const mostKeys = 50_000

export function openLimit(perMinute: number): Limit {
  const buckets = new Map<string, Bucket>()
  const perMs = perMinute / 60_000
  return {
    take: (key) => {
      const nowMs = Date.now()
      const bucket = buckets.get(key) ?? { left: perMinute, atMs: nowMs }
      bucket.left = Math.min(perMinute, bucket.left + (nowMs - bucket.atMs) * perMs)
      bucket.atMs = nowMs
      if (!buckets.has(key)) makeRoom(buckets, nowMs)
      buckets.set(key, bucket)
      if (bucket.left < 1)
        fail('kernel.too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil((1 - bucket.left) / perMs / 1_000)) })
      bucket.left -= 1
    },
  }
}

/** Who was not seen for a minute has a full bucket again and need not be remembered. */
function makeRoom(buckets: Map<string, Bucket>, nowMs: number): void {
  if (buckets.size < mostKeys) return
  for (const [key, { atMs }] of buckets) if (nowMs - atMs > 60_000) buckets.delete(key)
  if (buckets.size >= mostKeys) buckets.clear()
}
