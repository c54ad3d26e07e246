import { useSyncExternalStore } from 'react'

/** The day the time machine stands at, `YYYY-MM-DD`; null is the present. It follows the address bar (`?asOf=`). */
let day: string | null = null
const listeners = new Set<() => void>()

export const currentDay = (): string | null => day

/** Called by the router whenever the address changes. */
export function followDay(next: string | null): void {
  if (next === day) return
  day = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The day everything is shown as of, or null for now. While it is set, nothing can be written. */
export const useAsOf = (): string | null => useSyncExternalStore(subscribe, currentDay)

/** What reading calls carry; the server takes a day to its end, in the person's zone. */
export const asOfQuery = (asOf: string | null): { asOf?: string } => (asOf ? { asOf } : {})
