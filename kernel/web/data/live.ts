import { useEffect } from 'react'
import { apiAddress } from './api.ts'
import { hearNotices, type NoticeNews } from './notices.ts'
import { keys, queryClient } from './query-client.ts'
import { latestMeta } from './use-meta.ts'

export type TouchedRecord = Readonly<{ id: string; kind: 'create' | 'update' | 'remove' }>
/** `records` is absent when there were too many to name. */
export type Touched = Readonly<{ object: string; records?: readonly TouchedRecord[] }>

const listeners = new Set<(touched: Touched) => void>()
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** Calls back for every record that somebody changed. */
export function onTouched(listener: (touched: Touched) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const firstMs = 250
const apartMs = 1_000
const refreshed = new Map<string, number>()

/** Objects whose records may show figures over records of this one: when somebody last spoke to a customer stands in the head of his page. */
const parentsOf = (object: string): readonly string[] =>
  Object.values(latestMeta()?.objects ?? {}).flatMap(({ name, children }) =>
    Object.values(children).some((child) => child.object === object) ? [name] : [],
  )

/** Figures and lists of an object are fetched again soon after a change, and at most once per second however much happens to it. */
function refreshSoon(object: string): void {
  if (waiting.has(object)) return
  const since = performance.now() - (refreshed.get(object) ?? Number.NEGATIVE_INFINITY)
  const later = setTimeout(
    () => {
      waiting.delete(object)
      refreshed.set(object, performance.now())
      void queryClient.invalidateQueries({ queryKey: keys.object(object), predicate: (query) => query.queryKey[2] !== 'row' })
      for (const parent of parentsOf(object)) void queryClient.invalidateQueries({ queryKey: [...keys.object(parent), 'row'] })
    },
    Math.max(firstMs, apartMs - since),
  )
  waiting.set(object, later)
}

function receive(touched: Touched): void {
  for (const listener of listeners) listener(touched)
  for (const { id } of touched.records ?? []) void queryClient.invalidateQueries({ queryKey: keys.row(touched.object, id) })
  if (!touched.records) void queryClient.invalidateQueries({ queryKey: [...keys.object(touched.object), 'row'] })
  refreshSoon(touched.object)
}

/** Objects, fields or options are others now: what is on the page is drawn anew by them. */
export async function refreshCatalog(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['meta'] })
  await queryClient.invalidateQueries({ queryKey: ['o'] })
}

function listen(): () => void {
  const source = new EventSource(apiAddress('/stream'))
  let wasLost = false
  source.addEventListener('touched', (event) => {
    for (const touched of JSON.parse((event as MessageEvent<string>).data) as Touched[]) receive(touched)
  })
  source.addEventListener('catalog', () => void refreshCatalog())
  source.addEventListener('notices', (event) => hearNotices(JSON.parse((event as MessageEvent<string>).data) as NoticeNews))
  source.addEventListener('error', () => {
    wasLost = true
  })
  source.addEventListener('open', () => {
    if (wasLost) void queryClient.invalidateQueries({ queryKey: ['o'] })
    wasLost = false
  })
  return () => source.close()
}

/**
 * Keeps everything on the page fresh while it is shown: other people's changes arrive without reload. The browser reconnects by itself.
 * A hidden page listens to nothing, because browsers allow few connections to one house; shown again it asks anew.
 */
export function useLive(): void {
  useEffect(() => {
    let stop: (() => void) | null = document.hidden ? null : listen()
    const follow = () => {
      if (document.hidden) {
        stop?.()
        stop = null
      } else if (!stop) {
        stop = listen()
        void queryClient.invalidateQueries({ queryKey: ['o'] })
      }
    }
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      stop?.()
    }
  }, [])
}
