import { useMutation, useQuery } from '@tanstack/react-query'
import { type Locale, nearestLocale } from '../i18n/locale.ts'
import { switchLocale } from '../i18n/texts.ts'
import { call, onSignedOut, read } from './api.ts'
import type { PersonMeta, WorkspaceMeta } from './meta-types.ts'
import { isProblem, type Problem } from './problem.ts'
import { keys, queryClient } from './query-client.ts'

export type Session = Readonly<{
  person: PersonMeta
  workspace: WorkspaceMeta
  workspaces: readonly Readonly<{ slug: string; name: string }>[]
  /** What has to be done before anything else is answered. */
  needs?: 'second-factor' | 'second-factor-setup'
}>
/** `progress`: share of a demo company that is made just now, 0…1. */
export type Setup = Readonly<{ needed: boolean; demo: boolean; progress?: number }>
/** How the demo's administrator signs in again; nobody else knows it. */
export type DemoOpened = Readonly<{ email: string; password: string }>
export type SetupInput = Readonly<{
  company: string
  slug: string
  name: string
  email: string
  password: string
  locale: Locale
  currency: string
  timeZone: string
  demo?: boolean
}>

const signedInKey = 'zhike.signed-in'
/** Whether somebody was signed in here last time: then more than the session can be asked for at once. */
export const wasSignedIn = (): boolean => localStorage.getItem(signedInKey) !== null

/** Who is signed in, or null. */
async function readSession(): Promise<Session | null> {
  try {
    const session = await read<Session>('/session')
    localStorage.setItem(signedInKey, 'yes')
    await switchLocale(nearestLocale(session.person.locale))
    return session
  } catch (error) {
    if (isProblem(error) && error.status === 401) {
      localStorage.removeItem(signedInKey)
      return null
    }
    throw error
  }
}

export const sessionQuery = { queryKey: keys.session, queryFn: readSession, staleTime: Number.POSITIVE_INFINITY }

onSignedOut(() => queryClient.setQueryData(keys.session, null))

/** The session; `data` is null where nobody is signed in. */
export const useSession = () => useQuery(sessionQuery)

/** The session inside the frame, where somebody is signed in. */
export function useSignedIn(): Session {
  const { data } = useSession()
  if (!data) throw new Error('used outside of the frame')
  return data
}

/** Whether the installation still waits for its first workspace. */
export const useSetup = (enabled: boolean, everyMs?: number) =>
  useQuery({ queryKey: keys.setup, queryFn: () => read<Setup>('/setup'), enabled, staleTime: 0, refetchInterval: everyMs ?? false })

/** Forgets everything of the former person and shows the new one. */
export async function enter(): Promise<void> {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
}

const usePost = <Input, T = unknown>(path: string, after?: () => Promise<void>) =>
  useMutation<T, Problem, Input>({
    mutationFn: async (body) => (await call<T>('POST', path, { body })).body,
    ...(after ? { onSuccess: after } : {}),
  })

export const useCreateWorkspace = () => usePost<SetupInput>('/setup', enter)
/** Makes the demo company and signs in to it; the page goes on when `useEnterDemo` is called. */
export const useOpenDemo = () => usePost<Readonly<{ locale: Locale }>, DemoOpened>('/setup/demo')
export const useEnterDemo = () => enter
export const useForgotPassword = () => usePost<Readonly<{ email: string }>>('/password/forgot')
export const useResetPassword = () => usePost<Readonly<{ token: string; password: string }>>('/password/reset')
export const useChangePassword = () => usePost<Readonly<{ current: string; next: string }>>('/password/change')

export function useSignOut() {
  return useMutation<unknown, Problem, void>({
    mutationFn: async () => {
      const { body } = await call<{ location?: string } | undefined>('DELETE', '/session')
      // Signed out at the provider too, which sends the browser back here.
      if (body?.location) window.location.assign(body.location)
    },
    onSettled: () => {
      queryClient.clear()
      queryClient.setQueryData(keys.session, null)
    },
  })
}

/** Changes language, zone or workspace of the session. The page is in the new language before the answer is there. */
export function useChangeSession() {
  return useMutation<unknown, Problem, Readonly<{ locale?: Locale; timeZone?: string; workspace?: string }>>({
    mutationFn: async (change) => {
      if (change.locale) await switchLocale(change.locale)
      await call('PATCH', '/session', { body: change })
    },
    onSuccess: async (_answer, change) => {
      if (change.workspace) await enter()
      else await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    },
  })
}

/** Sees everything as that person from now on, or as oneself again: all that is shown is asked for anew. */
export async function seeAs(member: string | null): Promise<void> {
  await (member === null ? call('DELETE', '/session/see-as') : call('POST', '/session/see-as', { body: { member } }))
  window.location.assign('/')
}
