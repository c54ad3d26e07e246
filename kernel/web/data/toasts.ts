import { useSyncExternalStore } from 'react'

export type Toast = Readonly<{
  id: number
  /** One sentence, already in the reader's language. */
  text: string
  tone: 'done' | 'error' | 'info'
  /** What the button at the end does: undo, try again. */
  action?: Readonly<{ label: string; run(): void }>
  /** Address of what it speaks of. */
  goTo?: string | undefined
}>

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a sentence at the bottom of the page; the same sentence is shown once. Answers its id. */
export function showToast(toast: Omit<Toast, 'id'>): number {
  last += 1
  set([...toasts.filter((other) => other.text !== toast.text), { ...toast, id: last }].slice(-3))
  return last
}

export const dropToast = (id: number): void => set(toasts.filter((toast) => toast.id !== id))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts)
