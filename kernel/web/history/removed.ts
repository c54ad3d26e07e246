import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, read } from '../data/api.ts'
import { onTouched } from '../data/live.ts'
import { isProblem, type Problem } from '../data/problem.ts'
import { queryClient } from '../data/query-client.ts'
import { refreshObject } from '../data/row-cache.ts'
import type { Emptied } from '../data/undo.ts'
import { pluralOf } from '../data/use-meta.ts'

/** A record that was removed and can be brought back. */
export type Removed = Readonly<{
  id: string
  object: string
  title: string | null
  removedAt: string
  removedBy: Readonly<{ id: string | null; name: string }>
  changeSet: string
}>
type Page = Readonly<{ rows: readonly Removed[]; next: string | null }>

const root = ['bin'] as const

/** Removed records, newest removal first; of one object, or of all that this person may read. */
export function useRemoved(object: string | null) {
  const query = useInfiniteQuery({
    queryKey: [...root, object],
    queryFn: ({ pageParam, signal }) => read<Page>('/bin', { object, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined
    const stop = onTouched(({ records }) => {
      if (records?.every(({ kind }) => kind === 'update')) return
      later ??= setTimeout(() => {
        later = undefined
        void queryClient.invalidateQueries({ queryKey: root })
      }, 1_500)
    })
    return () => {
      stop()
      clearTimeout(later)
    }
  }, [])
  return { ...query, rows: query.data?.pages.flatMap(({ rows }) => rows) ?? [] }
}

export type Restored = Readonly<{
  back: readonly Removed[]
  changeSet: string | null
  emptied: Emptied
  refused: readonly Readonly<{ record: Removed; problem: Problem }>[]
}>

/** Brings records back one after the other; those that cannot come back, because their number is taken meanwhile, are told. */
export async function restoreRecords(records: readonly Removed[]): Promise<Restored> {
  const back: Removed[] = []
  const refused: { record: Removed; problem: Problem }[] = []
  const emptied: Emptied[number][] = []
  let changeSet: string | null = null
  for (const record of records) {
    try {
      const answer = await call<{ emptied?: Emptied }>('POST', `/${pluralOf(record.object)}/${record.id}/restore`, { body: {} })
      changeSet = answer.changeSet
      emptied.push(...(answer.body.emptied ?? []))
      back.push(record)
    } catch (error) {
      if (!isProblem(error)) throw error
      refused.push({ record, problem: error })
    }
  }
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: root }),
    ...new Set(back.map(({ object }) => object)).keys().map(refreshObject),
  ])
  return { back, changeSet: back.length === 1 ? changeSet : null, emptied, refused }
}
