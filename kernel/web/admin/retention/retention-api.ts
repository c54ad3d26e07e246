import { useMutation, useQuery } from '@tanstack/react-query'
import { call, read } from '../../data/api.ts'
import type { Problem } from '../../data/problem.ts'
import { queryClient } from '../../data/query-client.ts'

/** Places where something is not as it should be: of which object, how many, the first addresses. */
export type Finding = Readonly<{ check: string; object: string; count: number; examples: readonly string[] }>
export type LogCheck = Readonly<{
  id: string
  at: string
  tookMs: number
  records: number
  faults: number
  findings: readonly Finding[]
  trimmed: Readonly<{ objects: number; dropped: number; removed: number }>
}>
type Answer = Readonly<{ horizons: Readonly<Record<string, string>>; checks: readonly LogCheck[] }>
type Retention = Readonly<{ id: string; object: string; months: number }>

const root = ['o', 'historyRetention'] as const
const again = () => queryClient.invalidateQueries({ queryKey: root })

/** How far back histories go and what the last looks found, looked at again while one is awaited. */
export const useHistory = (isAwaited: boolean) =>
  useQuery({
    queryKey: [...root, 'history'],
    queryFn: () => read<Answer>('/meta/history'),
    refetchInterval: isAwaited ? 1_500 : false,
  })

export const useRetentions = () =>
  useQuery({
    queryKey: [...root, 'all'],
    queryFn: async () => (await read<Readonly<{ rows: readonly Retention[] }>>('/history-retentions', { limit: 500 })).rows,
  })

/** Sets for how many months the past of an object is kept; null for ever. */
export const useSaveRetention = (known: readonly Retention[]) =>
  useMutation<unknown, Problem, Readonly<{ object: string; months: number | null }>>({
    mutationFn: ({ object, months }) => {
      const there = known.find((one) => one.object === object)
      if (months === null) return there ? call('DELETE', `/history-retentions/${there.id}`) : Promise.resolve(null)
      return there
        ? call('PATCH', `/history-retentions/${there.id}`, { body: { months } })
        : call('POST', '/history-retentions', { body: { object, months } })
    },
    onSettled: again,
  })

export const useCheckNow = () =>
  useMutation<unknown, Problem, void>({ mutationFn: () => call('POST', '/meta/history/check', { body: {} }), onSuccess: again })
