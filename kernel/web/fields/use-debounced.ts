import { useEffect, useState } from 'react'

/** The value once it has stood still for a moment. */
export function useDebounced<T>(value: T, delayMs = 200): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const later = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(later)
  }, [value, delayMs])
  return settled
}
