import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 767px)')

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Whether the window is as narrow as a phone: one column, large rows, the bar at the bottom. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
