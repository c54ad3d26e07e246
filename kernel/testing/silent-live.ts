import type { Live } from '../engine.ts'
import type { Touched } from '../engine-types.ts'

/** Announcements that stay within the process, at once. */
export function silentLive(): Live {
  const listeners = new Set<(list: readonly Touched[]) => void>()
  return {
    touched: (list) => {
      for (const listener of listeners) listener(list)
    },
    onTouched: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    // Nothing can be missed where nothing is sent.
    onGap: () => () => undefined,
  }
}
