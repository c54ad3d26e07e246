import { useMutation, useQuery } from '@tanstack/react-query'
import { call, read } from '../data/api.ts'
import { keys, queryClient } from '../data/query-client.ts'

export type Scope = 'none' | 'own' | 'department' | 'below' | 'all'
export type FieldRight = 'hidden' | 'masked' | 'read' | 'write'
export type RoleGrant = Readonly<{
  read?: Scope
  create?: boolean
  update?: Scope
  remove?: Scope
  export?: boolean
  import?: boolean
  share?: boolean
  fields?: Readonly<Record<string, FieldRight>>
  actions?: Readonly<Record<string, boolean>>
  wall?: Readonly<Record<string, unknown>> | null
}>
export type RoleGrants = Readonly<Record<string, RoleGrant>>
export type Role = Readonly<{
  key: string
  label: string
  about: string | null
  builtIn: boolean
  record: Readonly<{ id: string; version: number; name: string }> | null
  grants: RoleGrants
  /** What the product grants by itself; null for roles of the workspace. */
  declared: RoleGrants | null
}>
export type Share = Readonly<{
  id: string
  kind: 'person' | 'department' | 'role'
  grantee: Readonly<{ id: string; name: string | null }>
  mayWrite: boolean
  teamRole: string | null
  endsOn: string | null
  along: readonly string[] | null
  isOver: boolean
  by: Readonly<{ id: string; name: string }> | null
}>
export type Reason =
  | Readonly<{ way: 'administrator' }>
  | Readonly<{ way: 'all' | 'own' | 'department'; roles: readonly string[] }>
  | Readonly<{ way: 'shared' | 'team'; share: Share }>
  | Readonly<{ way: 'parent'; parent: Readonly<{ object: string; id: string; title: string | null }>; because: readonly Reason[] }>
export type May = Readonly<{
  person: Readonly<{ id: string; name: string }>
  read: boolean
  write: boolean
  reasons: readonly Reason[]
}>
export type Invitation = Readonly<{
  id: string
  member: Readonly<{ id: string }>
  expiresAt: string
  state: 'pending' | 'expired' | 'accepted' | 'withdrawn'
}>
export type Holding = Readonly<{ object: string; field: string; count: number; open: number; mayHandOver: boolean }>
export type Handover = Readonly<{
  id: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped'
  changeSet: string
  done: number
  total: number
}>

const roleKey = ['o', 'role', 'all'] as const
export const useRoles = () => useQuery({ queryKey: roleKey, queryFn: () => read<{ rows: readonly Role[] }>('/meta/roles') })

/** After a change of roles: everything this page knows of rights. */
async function rolesChanged(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: roleKey }), queryClient.invalidateQueries({ queryKey: ['meta'] })])
}

export type RoleBody = Readonly<{ key?: string; name?: string; about?: string | null; grants: RoleGrants }>

export const useSaveRole = () =>
  useMutation({
    mutationFn: async ({ key, body }: { key: string | null; body: RoleBody }) => {
      const { changeSet } = await (key === null ? call('POST', '/meta/roles', { body }) : call('PATCH', `/meta/roles/${key}`, { body }))
      await rolesChanged()
      return changeSet
    },
  })

export const useRemoveRole = () =>
  useMutation({
    mutationFn: async (key: string) => {
      const { changeSet } = await call('DELETE', `/meta/roles/${key}`)
      await rolesChanged()
      return changeSet
    },
  })

export const useShares = (plural: string, id: string) =>
  useQuery({ queryKey: ['shares', plural, id], queryFn: () => read<{ rows: readonly Share[] }>(`/${plural}/${id}/shares`) })
export const useWhoMay = (plural: string, id: string) =>
  useQuery({
    queryKey: ['shares', plural, id, 'access'],
    queryFn: () => read<{ rows: readonly May[]; more: boolean }>(`/${plural}/${id}/access`),
  })

/** One change of the shares of a record; the lists that show them follow. */
export async function changeShares(
  { plural, id }: { plural: string; id: string },
  step: { method: 'POST' | 'PATCH' | 'DELETE'; share?: string; body?: unknown },
): Promise<string | null> {
  const path = `/${plural}/${id}/shares${step.share ? `/${step.share}` : ''}`
  const { changeSet } = await call(step.method, path, step.body === undefined ? {} : { body: step.body })
  await queryClient.invalidateQueries({ queryKey: ['shares', plural, id] })
  return changeSet
}

const invitationKey = ['o', 'member', 'invitations'] as const
export const useInvitations = () =>
  useQuery({ queryKey: invitationKey, queryFn: () => read<{ rows: readonly Invitation[] }>('/invitations') })

/** Something was done with a person: members and invitations are asked for again. */
export const peopleChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: keys.object('member') })

export const useHoldings = (member: string) =>
  useQuery({
    queryKey: ['holdings', member],
    queryFn: () => read<{ rows: readonly Holding[] }>(`/members/${member}/holdings`),
    staleTime: 0,
  })

/** A handover under way, asked for until it has ended. */
export const useHandover = (id: string | null) =>
  useQuery({
    queryKey: ['handover', id],
    queryFn: () => read<Handover>(`/handovers/${id}`),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && ['done', 'failed', 'stopped'].includes(state.data.state) ? false : 500),
  })
