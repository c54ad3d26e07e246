import { type InfiniteData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, read } from '../data/api.ts'
import { onTouched } from '../data/live.ts'
import type { Problem } from '../data/problem.ts'
import { queryClient } from '../data/query-client.ts'

export type Kind = 'create' | 'update' | 'remove'
export type Actor = Readonly<{ id: string | null; name: string }>

/** Everything one person or job wrote in one go. */
export type ChangeSet = Readonly<{
  id: string
  at: string
  actor: Actor
  via: string
  cause: string | null
  note: string | null
  /** Id of the set that this one takes back. */
  undoes: string | null
  undoneBy: string | null
  counts: Readonly<Record<string, Readonly<Partial<Record<Kind, number>>>>>
}>

export type FieldChange = Readonly<{ field: string; old: unknown; new: unknown }>
export type RecordChange = Readonly<{
  id: string
  object: string
  record: string
  title: string | null
  kind: Kind
  changes: readonly FieldChange[]
}>
export type ChangeSetPage = ChangeSet & Readonly<{ rows: readonly RecordChange[]; next: string | null }>

/** A field (or `*`, the whole record) that somebody changed after the set was written. */
export type Conflict = Readonly<{
  object: string
  record: string
  title: string | null
  field: string
  now: unknown
  then: unknown
  nowBy: string | null
  nowAt: string | null
}>
export type Preview = Readonly<{ restores: number; conflicts: readonly Conflict[]; conflictsTotal: number; next: string | null }>
export type Decision = 'keep' | 'restore'
export type Undone = Readonly<{ changeSet: string; restored: number; kept: number }>

export type Tab = 'all' | 'mine' | 'imports' | 'bulk' | 'automation' | 'undone'
export const tabs: readonly Tab[] = ['all', 'mine', 'imports', 'bulk', 'automation', 'undone']

const root = ['changes'] as const
const pageSize = 60

/** What the server is asked for a tab; bulk changes are told apart by their counts. */
const narrowing = (tab: Tab, person: string): Readonly<Record<string, string | boolean>> =>
  ({ all: {}, mine: { actor: person }, imports: { via: 'import' }, bulk: {}, automation: { via: 'automation' }, undone: { undone: true } })[
    tab
  ]

/** How many records a set wrote. */
export const recordCount = ({ counts }: Pick<ChangeSet, 'counts'>): number =>
  Object.values(counts).reduce((all, kinds) => all + Object.values(kinds).reduce((sum, count) => sum + (count ?? 0), 0), 0)

/** The day before which nothing is kept of something that the set wrote: since then it cannot be taken back. Null where all of it is kept. */
export function keptSince(
  { at, counts }: Pick<ChangeSet, 'at' | 'counts'>,
  objects: Readonly<Record<string, Readonly<{ keptFrom?: string }>>>,
): string | null {
  const since = Object.keys(counts).flatMap((name) => objects[name]?.keptFrom ?? [])
  return (
    since
      .filter((moment) => Date.parse(at) < Date.parse(moment))
      .toSorted()
      .at(-1) ?? null
  )
}

type Page<T> = Readonly<{ rows: readonly T[]; next: string | null }>
const rowsOf = <T>(data: InfiniteData<Page<T>, unknown> | undefined): readonly T[] => data?.pages.flatMap(({ rows }) => rows) ?? []

/** Change sets, newest first: an administrator sees all, everybody else the own ones. */
export function useChangeSets(tab: Tab, person: string) {
  const query = useInfiniteQuery({
    queryKey: [...root, 'list', tab],
    queryFn: ({ pageParam, signal }) =>
      read<Page<ChangeSet>>('/change-sets', { ...narrowing(tab, person), limit: pageSize, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const all = rowsOf(query.data)
  const rows = tab === 'bulk' ? all.filter((set) => recordCount(set) > 1 && set.via !== 'import' && !set.undoes) : all
  return { ...query, rows }
}

/** One set with the records it wrote, page by page. */
export function useChangeSet(id: string) {
  const query = useInfiniteQuery({
    queryKey: [...root, 'one', id],
    queryFn: ({ pageParam, signal }) => read<ChangeSetPage>(`/change-sets/${id}`, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  return { ...query, set: query.data?.pages[0], rows: rowsOf(query.data) }
}

/** What taking the set back would do; its conflicts page by page. */
export function useUndoPreview(id: string, enabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: [...root, 'preview', id],
    queryFn: async ({ pageParam, signal }) => {
      const body = { preview: true, ...(pageParam ? { cursor: pageParam } : {}) }
      return (await call<Preview>('POST', `/change-sets/${id}/undo`, { body, signal })).body
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
  })
  const pages = query.data?.pages ?? []
  const last = pages.at(-1)
  const data: Preview | undefined = last && { ...last, conflicts: pages.flatMap(({ conflicts }) => conflicts) }
  return { data, error: query.error, more: () => void query.fetchNextPage(), isLoadingMore: query.isFetchingNextPage }
}

export type Choice = Readonly<{ resolve: Readonly<Record<string, Decision>>; conflicts: Decision }>

/** Takes a set back; conflicts by the decisions made one by one, all others by the one for all. */
export const useUndo = (id: string) =>
  useMutation<Undone, Problem, Choice>({
    mutationFn: async (choice) => (await call<Undone>('POST', `/change-sets/${id}/undo`, { body: choice })).body,
    // What undoing would do is not asked again of a set that is undone.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: root, predicate: ({ queryKey }) => queryKey[1] !== 'preview' }),
        queryClient.invalidateQueries({ queryKey: ['o'] }),
      ]),
  })

/** Keeps the page fresh while others write. */
export function useFreshChangeSets(): void {
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined
    const stop = onTouched(() => {
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
}
