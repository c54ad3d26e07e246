import { useMutationState } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether the network is there, and how many writes wait for it. Waiting writes are sent by themselves once it is back. */
export function useConnection(): Readonly<{ online: boolean; waiting: number }> {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  const waiting = useMutationState({ filters: { predicate: (mutation) => mutation.state.isPaused } }).length
  return { online, waiting }
}
