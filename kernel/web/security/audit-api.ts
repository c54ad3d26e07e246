import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { apiAddress, call, read } from '../data/api.ts'
import type { Problem } from '../data/problem.ts'

export type AuditEntry = Readonly<{
  id: string
  at: string
  kind: string
  via: string
  object: string | null
  record: string | null
  address: string | null
  device: string | null
  about: string | null
  detail: Readonly<Record<string, unknown>> | null
  actor: Readonly<{ id: string; name: string | null }> | null
}>
export type AuditFilter = Readonly<{ kind?: string; person?: string; q?: string; record?: string }>

/** Kinds of entries by what they are about, as the page offers them. */
export const auditGroups: Readonly<Record<string, readonly string[]>> = {
  reading: ['open', 'list', 'search', 'report', 'history', 'export', 'file', 'see-as'],
  'sign-in': ['sign-in', 'sign-in-failed', 'sign-out', 'locked', 'unlocked', 'sign-in-link', 'sessions-ended'],
  rights: [
    ...['rights', 'key-used', 'key-made', 'key-removed', 'password-changed', 'password-reset', 'second-factor-on', 'second-factor-off'],
    ...['recovery-codes', 'passkey-added', 'passkey-removed', 'keys-rotated', 'trimmed', 'lost'],
  ],
  privacy: ['reveal', 'person-exported', 'person-erased'],
}

export function useAudit(filter: AuditFilter) {
  const query = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      read<Readonly<{ rows: readonly AuditEntry[]; next: string | null }>>('/audit', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  })
  return { ...query, rows: query.data?.pages.flatMap(({ rows }) => rows) ?? [] }
}

export const auditFileAddress = (filter: AuditFilter): string => apiAddress('/audit/file', { ...filter, format: 'xlsx' })

type Chain = Readonly<{ batches: number; entries: number; broken: Readonly<{ seq: number; what: string }> | null }>
export const useCheckChain = () => useMutation<Chain, Problem, void>({ mutationFn: () => read<Chain>('/audit/chain') })

type Settings = Readonly<{ id: string; auditMonths: number | null }>
const settingsKey = ['o', 'securitySetting', 'one'] as const
const usualMonths = 36

/** How many months of the audit are kept, and how to change that. */
export function useAuditMonths() {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: settingsKey,
    queryFn: async () => (await read<Readonly<{ rows: readonly Settings[] }>>('/security-settings', { limit: 1 })).rows[0] ?? null,
  })
  const save = useMutation<unknown, Problem, number>({
    mutationFn: (auditMonths) =>
      query.data
        ? call('PATCH', `/security-settings/${query.data.id}`, { body: { auditMonths } })
        : call('POST', '/security-settings', { body: { name: 'workspace', auditMonths } }),
    onSuccess: () => client.invalidateQueries({ queryKey: settingsKey }),
  })
  return { months: query.data?.auditMonths ?? usualMonths, isKnown: query.isSuccess, save }
}
