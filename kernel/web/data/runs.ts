import { useSyncExternalStore } from 'react'
import { call, read } from './api.ts'
import { queryClient } from './query-client.ts'
import { currentMeta } from './use-meta.ts'

export type RunState = 'queued' | 'running' | 'interrupted' | 'done' | 'failed' | 'stopped'
/** Work over many records in the background, as the server tells of it. */
export type Run = Readonly<{
  id: string
  do: 'act' | 'change' | 'remove' | 'restore' | 'undo' | 'find' | 'close'
  object: string | null
  state: RunState
  progress: Readonly<{ done: number; total: number | null; share: number | null }>
  counts: Readonly<Record<string, number>>
  leftOut: readonly Readonly<{ id: string; title: string | null; code: string; text: string }>[]
  changeSet: string | null
  error: Readonly<{ code: string; text: string }> | null
  may: Readonly<{ stop: boolean; resume: boolean; undo: boolean }>
}>

const remembered = 'zk-runs'
const pollMs = 700
const isOver = ({ state }: Run): boolean => !['queued', 'running', 'interrupted'].includes(state)

/** Runs that this browser started and that nobody has put away; they stay over pages and reloads. */
let runs: readonly Run[] = []
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: readonly Run[]): void {
  runs = next
  sessionStorage.setItem(remembered, JSON.stringify(next.filter((run) => !isOver(run)).map(({ id }) => id)))
  for (const listener of listeners) listener()
}

function keep(run: Run): void {
  const former = runs.find(({ id }) => id === run.id)
  set(former ? runs.map((one) => (one.id === run.id ? run : one)) : [...runs, run])
  if (isOver(run) && (!former || !isOver(former))) void queryClient.invalidateQueries({ queryKey: ['o'] })
}

function lookSoon(): void {
  if (timer !== undefined || runs.every(isOver)) return
  timer = setTimeout(() => {
    timer = undefined
    const open = runs.filter((run) => !isOver(run))
    void Promise.all(open.map(({ id }) => read<Run>(`/runs/${id}`).then(keep, () => undefined))).finally(lookSoon)
  }, pollMs)
}

/** Starts work in the background; its progress stands at the bottom of every page. */
export async function startRun(path: string, body: Readonly<Record<string, unknown>>): Promise<Run> {
  const { body: run } = await call<Run>('POST', path, { body })
  keep(run)
  lookSoon()
  return run
}

/** Lets a run rest, or go on. */
export async function steerRun(id: string, how: 'stop' | 'resume'): Promise<void> {
  keep((await call<Run>('POST', `/runs/${id}/${how}`, { body: {} })).body)
  lookSoon()
}

export const putAwayRun = (id: string): void => set(runs.filter((run) => run.id !== id))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useRuns = (): readonly Run[] => useSyncExternalStore(subscribe, () => runs)

/** Takes up the runs that were under way when the page was left. */
export function takeUpRuns(): void {
  const ids = JSON.parse(sessionStorage.getItem(remembered) ?? '[]') as string[]
  void Promise.all(ids.map((id) => read<Run>(`/runs/${id}`).then(keep, () => undefined))).finally(lookSoon)
}

/** What the records of a run are called. */
export const objectsOfRun = ({ object }: Run): string => (object ? (currentMeta().objects[object]?.labelPlural ?? '') : '')
