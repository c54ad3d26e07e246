import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from './api.ts'
import { asOfQuery, useAsOf } from './as-of.ts'
import { keys } from './query-client.ts'
import type { FilterJson } from './use-list.ts'
import { pluralOf } from './use-meta.ts'

export type GroupBy = string | Readonly<{ field: string; unit?: string; root?: boolean; as?: string }>
export type AggregateQuestion = Readonly<{
  object: string
  by?: readonly GroupBy[]
  measures: Readonly<Record<string, 'count' | Readonly<Record<string, unknown>>>>
  filter?: FilterJson | undefined
  q?: string | undefined
  having?: FilterJson
  sort?: readonly string[]
  limit?: number
}>
export type AggregateAnswer = Readonly<{ rows: readonly Readonly<Record<string, unknown>>[] }>

/** The question as the cache knows it, for those who ask several at once. */
export const aggregateQuery = ({ object, ...question }: AggregateQuestion, asOf: string | null) => ({
  queryKey: keys.aggregate(object, question, asOf),
  queryFn: async ({ signal }: Readonly<{ signal: AbortSignal }>) => {
    const body = { ...question, ...asOfQuery(asOf) }
    return (await call<AggregateAnswer>('POST', `/${pluralOf(object)}/aggregate`, { body, signal })).body
  },
})

/** Figures over records: one row per group, one row in all where nothing is grouped. */
export function useAggregate(question: AggregateQuestion, o: { enabled?: boolean } = {}) {
  const asOf = useAsOf()
  return useQuery({ ...aggregateQuery(question, asOf), placeholderData: keepPreviousData, enabled: o.enabled ?? true })
}

/** A sum as answered: a number, or money in one currency. */
export function toAmount(value: unknown): number {
  if (typeof value === 'object' && value !== null && 'amount' in value) return Number((value as { amount: unknown }).amount ?? 0)
  return Number(value ?? 0)
}
