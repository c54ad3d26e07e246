import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './api.ts'
import type { Problem } from './problem.ts'
import { keys } from './query-client.ts'
import { refreshObject } from './row-cache.ts'
import { rememberChangeSet } from './undo.ts'
import { pluralOf } from './use-meta.ts'

export type ActionInput = Readonly<{ id?: string; input?: Readonly<Record<string, unknown>> }>
export type ActionDone<R> = Readonly<{ result: R; changeSet: string | null }>

const addressOf = (name: string, object: string | undefined, id: string | undefined): string =>
  object && id ? `/${pluralOf(object)}/${id}/${name.slice(name.indexOf('.') + 1)}` : `/actions/${name}`

/** Runs an action (`sales.win`): on one record of `object`, or by its full name where it belongs to none. */
export function useAction<R = Readonly<Record<string, unknown>>>(name: string, object?: string) {
  return useMutation<ActionDone<R>, Problem, ActionInput>({
    mutationFn: async ({ id, input }) => {
      const answer = await call<R>('POST', addressOf(name, object, id), { body: input ?? {} })
      return { result: answer.body, changeSet: answer.changeSet }
    },
    onSuccess: ({ changeSet }) => {
      rememberChangeSet(changeSet)
      if (object) void refreshObject(object)
    },
  })
}

type Asked = ActionInput & Readonly<{ object: string; enabled?: boolean }>

/** What an action answers that only looks. It is asked of records of `object`, and again whenever one of them was written. */
export function useAsked<R>(name: string, { object, id, input = {}, enabled = true }: Asked) {
  return useQuery<R, Problem>({
    queryKey: [...keys.object(object), 'asked', name, id ?? null, input],
    queryFn: async ({ signal }) => (await call<R>('POST', addressOf(name, object, id), { body: input, signal })).body,
    enabled,
    retry: false,
  })
}
