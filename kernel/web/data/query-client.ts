import { QueryClient } from '@tanstack/react-query'
import { isProblem, isUnreachable } from './problem.ts'

/** Lists, records and figures stay fresh through live updates, so they are fetched again only when something touched them. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 2 && (isUnreachable(error) || (isProblem(error) && error.status >= 502)),
    },
    mutations: { retry: false },
  },
})

/** Cache keys: everything about an object lies below its name, so one touch refreshes it. */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  meta: (locale: string) => ['meta', locale] as const,
  object: (object: string) => ['o', object] as const,
  list: (object: string, ...rest: readonly unknown[]) => ['o', object, 'list', ...rest] as const,
  count: (object: string, ...rest: readonly unknown[]) => ['o', object, 'count', ...rest] as const,
  aggregate: (object: string, ...rest: readonly unknown[]) => ['o', object, 'aggregate', ...rest] as const,
  row: (object: string, id: string, ...rest: readonly unknown[]) => ['o', object, 'row', id, ...rest] as const,
  history: (object: string, id: string) => ['o', object, 'history', id] as const,
}
