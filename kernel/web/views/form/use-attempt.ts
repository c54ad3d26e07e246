import { useRef } from 'react'
import { newId } from '../../../model/uuid.ts'

export type Attempt = Readonly<{
  /** Runs one sending at a time; null for a second click while the first goes on. */
  alone<T>(send: () => Promise<T | null>): Promise<T | null>
  /** A key for what is sent, the same as long as it is the same: where only the answer got lost, the server gives it again and makes nothing twice. */
  keyOf(sent: object): string
  /** What is sent next is another thing, even if it looks the same. */
  settle(): void
}>

/** Keeps a record from being made twice by a double click or after a lost answer. */
export function useAttempt(): Attempt {
  const isSending = useRef(false)
  const last = useRef<Readonly<{ text: string; key: string }> | null>(null)
  return {
    async alone(send) {
      if (isSending.current) return null
      isSending.current = true
      try {
        return await send()
      } finally {
        isSending.current = false
      }
    },
    keyOf(sent) {
      const text = JSON.stringify(sent)
      if (last.current?.text !== text) last.current = { text, key: newId() }
      return last.current.key
    },
    settle() {
      last.current = null
    },
  }
}
