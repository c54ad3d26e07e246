import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#kernel/web'
import type { Outlook, WeekOf } from '../objects/index.ts'

type Ask = Readonly<{ kind: string; from: string }>
type Answer = Readonly<{ lines: readonly Outlook[]; week: string }>
export type Judgement = Readonly<{
  now: Readonly<Record<string, Readonly<{ amount: number | null; thin: number }>>> | null
  weeks: readonly WeekOf[]
  past: Readonly<Record<string, Readonly<{ error: number; periods: number }>>>
}>

/** The forecast of a period, asked anew whenever a deal was touched. */
export function useOutlook(ask: Ask) {
  return useQuery({
    queryKey: ['o', 'opportunity', 'outlook', ask],
    queryFn: async ({ signal }) => (await call<Answer>('POST', '/actions/forecasts.outlook', { body: ask, signal })).body,
  })
}

/** What three methods foretell of it, and how far they were off before. */
export function useJudgement(ask: Ask) {
  return useQuery({
    queryKey: ['o', 'forecastSnapshot', 'judge', ask],
    queryFn: async ({ signal }) => (await call<Judgement>('POST', '/actions/forecasts.judge', { body: ask, signal })).body,
    enabled: ask.kind !== 'year',
  })
}

/** Asks for all of it again. */
export function useAskAgain(): () => void {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: ['o', 'opportunity', 'outlook'] })
    void client.invalidateQueries({ queryKey: ['o', 'forecastSnapshot', 'judge'] })
  }
}
