import { useInfiniteQuery } from '@tanstack/react-query'
import { call, type LinkValue, useAsked } from '#kernel/web'

export type Kind = 'account' | 'lead'
export type Step = 'take' | 'warn' | 'leftOut'
export type RuleSums = Readonly<{ id: string; name: string | null; days: number; noticeDays: number; takes: number; warns: number }>
type Sums = Readonly<{ day: string; leftOut: number; rules: readonly RuleSums[] }>
export type Meant = Readonly<{
  id: string
  name: string
  owner: LinkValue | null
  rule: LinkValue | null
  pool?: LinkValue | null
  /** From which date of the record the days count. */
  from?: Readonly<{ field: string; at: string | null }>
  days?: number
  on?: string
}>
type Page = Readonly<{ rows: readonly Meant[]; next: string | null }>
/** `changed`: how the rule would be, by field, before it is saved. */
export type Asked = Readonly<{ kind: Kind; poolRule?: string | undefined; changed?: Readonly<Record<string, unknown>> | undefined }>

/** How much each rule does tonight; asked anew whenever such a record or a rule was written. */
export const useSums = ({ kind, poolRule, changed }: Asked) =>
  useAsked<Sums>('pools.tonight-sums', { object: kind, input: { kind, poolRule, changed } })

/** Whom tonight takes, warns or leaves out, page by page. */
export function useTonight({ kind, poolRule, changed, step }: Asked & Readonly<{ step: Step }>) {
  const query = useInfiniteQuery({
    queryKey: ['o', kind, 'tonight', step, poolRule ?? '', changed ?? null],
    queryFn: async ({ pageParam, signal }) =>
      (
        await call<Page>('POST', '/actions/pools.tonight', {
          body: { kind, poolRule, changed, step, cursor: pageParam ?? undefined },
          signal,
        })
      ).body,
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.next,
  })
  return { ...query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [] }
}
