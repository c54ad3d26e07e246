import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { apiAddress, call, read } from '../data/api.ts'
import { Problem } from '../data/problem.ts'
import { currentLocale } from '../i18n/locale.ts'

export type Reason = 'is' | 'mail' | 'phone' | 'name' | 'link'
export type PersonRecord = Readonly<{ object: string; id: string; title: string | null; by: readonly Reason[]; removed?: true }>
export type PersonReport = Readonly<{
  person: Readonly<{ mails: readonly string[]; phones: readonly string[]; names: readonly string[] }>
  records: readonly PersonRecord[]
  more: boolean
  beside: readonly Readonly<{ table: string; count: number }>[]
  files: readonly Readonly<{ id: string; name: string; object: string; record: string }>[]
}>

export const useFindPerson = () =>
  useMutation<PersonReport, Problem, string>({
    mutationFn: async (q) => (await call<PersonReport>('POST', '/persons/find', { body: { q } })).body,
  })

/** Saves everything about a person as one file. */
export const useExportPerson = () =>
  useMutation<void, Problem, string>({
    mutationFn: async (q) => {
      const answer = await fetch(apiAddress('/persons/export'), {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', 'accept-language': currentLocale(), 'x-zhike': '1' },
        body: JSON.stringify({ q }),
      })
      if (!answer.ok) throw new Problem(answer.status, (await answer.json()) as Record<string, unknown>)
      const address = URL.createObjectURL(await answer.blob())
      const link = document.createElement('a')
      link.href = address
      link.download = 'person.zip'
      link.click()
      // The browser reads the file when it likes.
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    },
  })

export type Erasure = Readonly<{
  id: string
  at: string
  by: string | null
  state: 'queued' | 'running' | 'stopped' | 'done' | 'failed'
  done: number
  total: number
  counts: Readonly<Record<string, number>>
  hash: string | null
  batch: number | null
  finishedAt: string | null
}>

const erasuresKey = ['erasures'] as const
const isOpen = ({ state }: Erasure): boolean => state === 'queued' || state === 'running'

/** Erasures, newest first; looked at again while one goes on. */
export const useErasures = () =>
  useQuery({
    queryKey: erasuresKey,
    queryFn: async () => (await read<{ rows: readonly Erasure[] }>('/persons/erasures')).rows,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? 1_000 : false),
    staleTime: 0,
  })

/** Lets an erasure rest, or goes on with it. */
export function useTurnErasure() {
  const client = useQueryClient()
  return useMutation<unknown, Problem, Readonly<{ id: string; turn: 'stop' | 'resume' }>>({
    mutationFn: ({ id, turn }) => call('POST', `/persons/erasures/${id}/${turn}`),
    onSuccess: () => client.invalidateQueries({ queryKey: erasuresKey }),
  })
}

export function useErasePerson() {
  const client = useQueryClient()
  return useMutation<Erasure, Problem, Readonly<{ q: string; records: readonly string[]; confirm: string }>>({
    mutationFn: async (body) => (await call<Erasure>('POST', '/persons/erase', { body })).body,
    onSuccess: () => client.invalidateQueries({ queryKey: erasuresKey }),
  })
}
