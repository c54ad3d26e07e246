import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from './api.ts'
import type { Problem } from './problem.ts'
import { enter } from './use-session.ts'

/** What came of a password: entered, or asked for a second factor. */
export type SignedIn = Readonly<{ secondFactor?: readonly string[] }>
export type ShownFactor = Readonly<{ code: string } | { recovery: string }>
type Challenge = Readonly<{ ticket: string; options: Readonly<Record<string, unknown>> }>

export function useSignIn() {
  return useMutation<SignedIn, Problem, Readonly<{ email: string; password: string }>>({
    mutationFn: async (body) => (await call<SignedIn>('POST', '/session', { body })).body,
    onSuccess: async ({ secondFactor }) => {
      if (!secondFactor) await enter()
    },
  })
}

/** The second step of signing in. */
export const useShowFactor = () =>
  useMutation<unknown, Problem, ShownFactor>({ mutationFn: (body) => call('POST', '/session/second-factor', { body }), onSuccess: enter })

/** The second factor in a session that began without. */
export const useConfirmFactor = () =>
  useMutation<unknown, Problem, ShownFactor>({ mutationFn: (body) => call('POST', '/second-factor/confirm', { body }), onSuccess: enter })

export const useEnterByLink = () =>
  useMutation<unknown, Problem, string>({ mutationFn: (token) => call('POST', '/session/link', { body: { token } }), onSuccess: enter })

/** Whether this browser can keep passkeys here: only over https or on the machine itself, and under a name, not a bare address. */
export const hasPasskeys = (): boolean =>
  window.isSecureContext && typeof window.PublicKeyCredential === 'function' && !/^[\d.]+$|:/.test(window.location.hostname)

/** Signs in with a passkey; a person who closes the browser's question is told nothing. */
export const useEnterByPasskey = () =>
  useMutation<unknown, Problem, void>({
    mutationFn: async () => {
      const { body } = await call<Challenge>('POST', '/session/passkey/ask')
      const { startAuthentication } = await import('@simplewebauthn/browser')
      const response = await startAuthentication({ optionsJSON: body.options as never })
      return call('POST', '/session/passkey', { body: { ticket: body.ticket, response } })
    },
    onSuccess: enter,
  })

export type Passkey = Readonly<{ id: string; name: string; createdAt: string; usedAt: string | null }>
const passkeysKey = ['passkeys'] as const

export const usePasskeys = () =>
  useQuery({ queryKey: passkeysKey, queryFn: async () => (await read<Readonly<{ rows: readonly Passkey[] }>>('/passkeys')).rows })

export function useAddPasskey() {
  const client = useQueryClient()
  return useMutation<unknown, Problem, string>({
    mutationFn: async (name) => {
      const { body } = await call<Challenge>('POST', '/passkeys/ask')
      const { startRegistration } = await import('@simplewebauthn/browser')
      const response = await startRegistration({ optionsJSON: body.options as never })
      return call('POST', '/passkeys', { body: { ticket: body.ticket, response, name } })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: passkeysKey }),
  })
}

export function useRemovePasskey() {
  const client = useQueryClient()
  return useMutation<unknown, Problem, string>({
    mutationFn: (id) => call('DELETE', `/passkeys/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: passkeysKey }),
  })
}

type FactorState = Readonly<{ isOn: boolean; hasPassword: boolean }>
const factorKey = ['second-factor'] as const
export type Enrolment = Readonly<{ uri: string; recoveryCodes: readonly string[] }>
type WithPassword = Readonly<{ password?: string }>

export const useFactorState = () => useQuery({ queryKey: factorKey, queryFn: () => read<FactorState>('/second-factor'), staleTime: 0 })

export const useBeginFactor = () =>
  useMutation<Enrolment, Problem, WithPassword>({
    mutationFn: async (body) => (await call<Enrolment>('POST', '/second-factor', { body })).body,
  })

export function useFinishFactor() {
  const client = useQueryClient()
  return useMutation<unknown, Problem, string>({
    mutationFn: (code) => call('POST', '/second-factor/finish', { body: { code } }),
    onSuccess: () => client.invalidateQueries({ queryKey: factorKey }),
  })
}

export function useRemoveFactor() {
  const client = useQueryClient()
  return useMutation<unknown, Problem, WithPassword>({
    mutationFn: (body) => call('POST', '/second-factor/remove', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: factorKey }),
  })
}

export const useNewRecoveryCodes = () =>
  useMutation<Pick<Enrolment, 'recoveryCodes'>, Problem, WithPassword>({
    mutationFn: async (body) => (await call<Pick<Enrolment, 'recoveryCodes'>>('POST', '/second-factor/recovery', { body })).body,
  })

export type OwnSession = Readonly<{
  id: string
  isCurrent: boolean
  createdAt: string
  usedAt: string
  address: string | null
  device: string | null
  method: string | null
  hasSecondFactor: boolean
}>
const sessionsKey = ['sessions'] as const

export const useSessions = () =>
  useQuery({
    queryKey: sessionsKey,
    queryFn: async () => (await read<Readonly<{ rows: readonly OwnSession[] }>>('/sessions')).rows,
    staleTime: 0,
  })

/** Ends one session, or all others. */
export function useEndSessions() {
  const client = useQueryClient()
  return useMutation<unknown, Problem, string | null>({
    mutationFn: (id) => call('DELETE', id ? `/sessions/${id}` : '/sessions'),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsKey }),
  })
}
