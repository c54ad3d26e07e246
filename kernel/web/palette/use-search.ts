import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { read } from '../data/api.ts'
import { asOfQuery, useAsOf } from '../data/as-of.ts'

/** `text` is the value in which the words were found, `marks` the places in it, as UTF-16 units. */
export type SearchHit = Readonly<{
  id: string
  title: string | null
  /** What the record warns of. */
  mark?: string | null
  field?: string
  text?: string | null
  marks?: readonly Readonly<{ from: number; to: number; by?: string }>[]
}>
export type SearchGroup = Readonly<{ object: string; hits: readonly SearchHit[] }>

/** The value as it was some milliseconds ago, so that not every key asks the server. */
export function useDelayed<T>(value: T, delayMs: number): T {
  const [delayed, setDelayed] = useState(value)
  useEffect(() => {
    const later = setTimeout(() => setDelayed(value), delayMs)
    return () => clearTimeout(later)
  }, [value, delayMs])
  return delayed
}

/** Records of all objects that answer the words, as of the day of the time machine: parts of words, pinyin and initials too. `within`: only what hangs on that record, `accounts/‹id›`. */
export function useSearchHits(q: string, o: { objects?: readonly string[]; limit?: number; within?: string | undefined } = {}) {
  const words = useDelayed(q.trim(), 120)
  const asOf = useAsOf()
  return useQuery({
    queryKey: ['search', words, o, asOf],
    queryFn: async ({ signal }) => {
      const objects = o.objects ? { objects: o.objects.join(',') } : {}
      const question = { q: words, limit: o.limit ?? 5, ...objects, ...(o.within ? { within: o.within } : {}), ...asOfQuery(asOf) }
      return (await read<{ groups: readonly SearchGroup[] }>('/search', question, signal)).groups
    },
    enabled: words !== '',
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  })
}
