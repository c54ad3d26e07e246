import { useQuery } from '@tanstack/react-query'
import { apiAddress, call, read } from '../../data/api.ts'
import { queryClient } from '../../data/query-client.ts'

export type Rehearsal = Readonly<{
  state: 'queued' | 'running' | 'done' | 'failed'
  at: string
  tookMs?: number
  rows?: number
  error?: string
}>

/** One backup of the workspace, and whether restoring it was tried. */
export type Backup = Readonly<{
  name: string
  plan: string | null
  by: string | null
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped'
  madeAt: string
  /** Whoever makes it has not been heard of for a minute. */
  isSilent: boolean
  done: number
  of: number
  report?: Readonly<{ bytes: number; rows: number; tables: number; files: number; missingFiles: number; people: number; tookMs: number }>
  rehearsal?: Rehearsal
  error?: string
}>

const key = ['backups']
const isOpen = (state: string | undefined) => state === 'queued' || state === 'running'
const busyMs = 1_000
const quietMs = 30_000

/** Backups, newest first; looked at every second while one is under way. */
export const useBackups = () =>
  useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await read<{ rows: readonly Backup[] }>('/backups', {}, signal)).rows,
    refetchInterval: ({ state }) => (state.data?.some((one) => isOpen(one.state) || isOpen(one.rehearsal?.state)) ? busyMs : quietMs),
  })

const after = async (work: Promise<unknown>): Promise<void> => {
  await work.finally(() => queryClient.invalidateQueries({ queryKey: key }))
}

export const makeBackup = () => after(call('POST', '/backups', { body: {} }))
export const stopBackup = (name: string) => after(call('POST', `/backups/${name}/stop`))
export const rehearseBackup = (name: string) => after(call('POST', `/backups/${name}/rehearse`))
export const removeBackup = (name: string) => after(call('DELETE', `/backups/${name}`))
export const fileAddress = (name: string) => apiAddress(`/backups/${name}/file`)
