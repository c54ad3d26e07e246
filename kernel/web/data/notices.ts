import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { call, read } from './api.ts'
import { queryClient } from './query-client.ts'

export type Notice = Readonly<{
  id: string
  kind: string
  text: string
  asks: boolean
  at: string
  readAt: string | null
  actor: Readonly<{ id: string; name: string }> | null
  object: string
  record: Readonly<{ id: string; title: string | null }> | null
  facts: Readonly<Record<string, unknown>>
}>
export type NoticePage = Readonly<{ rows: readonly Notice[]; next: string | null; unread: number }>
export type NoticeNews = Readonly<{ unread: number; newest: readonly Readonly<{ id: string; asks: boolean }>[] }>
export type NoticeKind = Readonly<{ kind: string; label: string; module: string; asks: boolean; bell: boolean; mail: boolean }>
export type NoticeSettings = Readonly<{
  kinds: readonly NoticeKind[]
  morning: number
  quietFrom: number | null
  quietUntil: number | null
}>
export type NoticeWish = Readonly<{
  channels?: Readonly<Record<string, Readonly<{ bell: boolean; mail: boolean }>>>
  morning?: number
  quietFrom?: number | null
  quietUntil?: number | null
}>

const listKey = ['notices', 'list'] as const
const settingsKey = ['notices', 'settings'] as const
const listeners = new Set<() => void>()
let unread = 0

/** What the stream of the server says: how many are unread, and that there are new ones. */
export function hearNotices(news: NoticeNews): void {
  unread = news.unread
  for (const listener of listeners) listener()
  void queryClient.invalidateQueries({ queryKey: listKey })
}

const follow = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** How many notices are unread; told by the server, never asked for. */
export const useUnread = (): number => useSyncExternalStore(follow, () => unread)

/** The person's notices, newest first, page by page. */
export function useNotices(o: Readonly<{ unread: boolean; limit: number }>) {
  const query = useInfiniteQuery({
    queryKey: [...listKey, o],
    queryFn: ({ pageParam, signal }) =>
      read<NoticePage>(
        '/notices',
        { limit: o.limit, ...(o.unread ? { unread: true } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: NoticePage) => page.next,
    staleTime: 0,
  })
  return { ...query, rows: query.data?.pages.flatMap(({ rows }) => rows) ?? [] }
}

/** Marks these as read, or all. */
export function useMarkRead() {
  return useMutation({
    mutationFn: (which: readonly string[] | 'all') =>
      call('POST', '/notices/read', { body: which === 'all' ? { all: true } : { ids: which } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: listKey }),
  })
}

export const useNoticeSettings = () =>
  useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => read<NoticeSettings>('/notices/settings', {}, signal) })

export function useSaveNoticeSettings() {
  return useMutation({
    mutationFn: async (wish: NoticeWish) => (await call<NoticeSettings>('PATCH', '/notices/settings', { body: wish })).body,
    onSuccess: (settings) => queryClient.setQueryData(settingsKey, settings),
  })
}
