import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Writes to a stream no faster than it takes. Rejects when the stream fails or is closed by the other side before the end. */
export type Sink = Readonly<{ write: (chunk: string | Buffer) => Promise<void>; end: () => Promise<void>; abort: (error: unknown) => void }>

export function sinkOf(out: Writable): Sink {
  let failure: Error | undefined
  let isEnded = false
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => {})
  const fall = (error: Error): void => {
    failure ??= error
    broken.reject(failure)
  }
  out.on('error', fall)
  out.on('close', () => {
    if (!isEnded) fall(new Error('the output was closed before its end'))
  })
  return {
    write: async (chunk) => {
      if (failure) throw failure
      if (!out.write(chunk)) await Promise.race([once(out, 'drain'), broken.promise])
    },
    end: async () => {
      if (failure) throw failure
      isEnded = true
      await Promise.race([new Promise<void>((resolve) => out.end(resolve)), broken.promise])
    },
    abort: (error) => {
      if (!out.destroyed) out.destroy(error instanceof Error ? error : new Error(String(error)))
    },
  }
}
