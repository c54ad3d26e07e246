import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from './api.ts'
import type { Problem } from './problem.ts'
import { enter } from './use-session.ts'

type Offered = Readonly<{ id: string; name: string }>

/** The providers on the sign-in page. */
export const useProviders = () =>
  useQuery({
    queryKey: ['sign-in-providers'],
    queryFn: async () => (await read<Readonly<{ rows: readonly Offered[] }>>('/session/providers')).rows,
    staleTime: 0,
  })

/** Leaves for the provider. */
export const useGoToProvider = () =>
  useMutation<string, Problem, string>({
    mutationFn: async (id) => (await call<Readonly<{ location: string }>>('POST', `/session/providers/${id}`)).body.location,
    onSuccess: (location) => window.location.assign(location),
  })

/** What the provider sent along when it sent the browser back. */
export type ProviderReturn = Readonly<{ state: string; code?: string; iss?: string }>

export const useEnterByProvider = () =>
  useMutation<unknown, Problem, ProviderReturn>({ mutationFn: (body) => call('POST', '/session/provider', { body }), onSuccess: enter })

type Client = Readonly<{ callback: string; afterSignOut: string; hasSecret: boolean }>
const clientKey = (id: string) => ['provider-client', id] as const

/** What of a provider stands in no record, for administrators. */
export const useProviderClient = (id: string, isAsked: boolean) =>
  useQuery({
    queryKey: clientKey(id),
    queryFn: () => read<Client>(`/identity-providers/${id}/client`),
    enabled: isAsked,
    retry: false,
    staleTime: 0,
  })

/** Keeps another client secret; null takes it away. */
export function useKeepClientSecret(id: string) {
  const client = useQueryClient()
  return useMutation<unknown, Problem, string | null>({
    mutationFn: (secret) =>
      secret === null
        ? call('DELETE', `/identity-providers/${id}/client/secret`)
        : call('POST', `/identity-providers/${id}/client/secret`, { body: { secret } }),
    onSuccess: () => client.invalidateQueries({ queryKey: clientKey(id) }),
  })
}

/** Whether the provider answers as one does. */
export const useTryProvider = (id: string) =>
  useMutation<Readonly<{ issuer: string }>, Problem, void>({
    mutationFn: async () => (await call<Readonly<{ issuer: string }>>('POST', `/identity-providers/${id}/client/try`)).body,
  })
