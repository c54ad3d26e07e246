import { useQuery } from '@tanstack/react-query'
import { call } from '#kernel/web'
import type { Level, Line, Measure, WorkingDays } from '../objects/index.ts'

type Answer = Readonly<{ lines: readonly Line[]; days: WorkingDays; missing: number }>
export type ReachedAsk = Readonly<{ from: string; months: number; measure: Measure; level: Level; category?: string | null }>

/** What was reached, asked anew whenever a target was touched or the page is looked at again. */
export function useReached(ask: ReachedAsk) {
  return useQuery({
    queryKey: ['o', 'salesTarget', 'reached', ask],
    queryFn: async ({ signal }) => (await call<Answer>('POST', '/actions/targets.achieve', { body: ask, signal })).body,
  })
}
