import { useMutation } from '@tanstack/react-query'
import { call } from './api.ts'
import type { Problem } from './problem.ts'
import { refreshObject } from './row-cache.ts'
import { rememberChangeSet } from './undo.ts'
import { pluralOf } from './use-meta.ts'

export type ActionInput = Readonly<{ id?: string; input?: Readonly<Record<string, unknown>> }>
export type ActionDone<R> = Readonly<{ result: R; changeSet: string | null }>

/** Runs an action (`sales.win`): on one record of `object`, or by its full name where it belongs to none. */
export function useAction<R = Readonly<Record<string, unknown>>>(name: string, object?: string) {
  return useMutation<ActionDone<R>, Problem, ActionInput>({
    mutationFn: async ({ id, input }) => {
      const path = object && id ? `/${pluralOf(object)}/${id}/${name.slice(name.indexOf('.') + 1)}` : `/actions/${name}`
      const answer = await call<R>('POST', path, { body: input ?? {} })
      return { result: answer.body, changeSet: answer.changeSet }
    },
    onSuccess: ({ changeSet }) => {
      rememberChangeSet(changeSet)
      if (object) void refreshObject(object)
    },
  })
}
