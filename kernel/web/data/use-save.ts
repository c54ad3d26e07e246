import { useMutation } from '@tanstack/react-query'
import { call } from './api.ts'
import type { Row } from './meta-types.ts'
import type { Problem } from './problem.ts'
import { patchRow, refreshObject } from './row-cache.ts'
import { rememberChangeSet } from './undo.ts'
import { pluralOf } from './use-meta.ts'

export type SaveInput = Readonly<{
  /** Absent: a new record. */
  id?: string
  /** Changed fields in writing shape (`toWriting` of the field registry). */
  values: Readonly<Record<string, unknown>>
  /** Version the change starts from; a newer one in the database refuses with 409 and both values. */
  version?: number | undefined
  /** Key under which a new record is made once, however often it is sent. */
  once?: string | undefined
  /** What the person says about it, kept in the history. */
  note?: string
  /** The same fields in reading shape, drawn before the answer is there. */
  shown?: Partial<Row>
}>
export type Saved = Readonly<{ row: Row; changeSet: string | null }>

/** Writes one record: optimistic where `shown` is given, rolled back when refused. */
export function useSave(object: string) {
  return useMutation<Saved, Problem, SaveInput, (() => void) | undefined>({
    mutationKey: ['save', object],
    mutationFn: async ({ id, values, version, once, note }) => {
      const path = `/${pluralOf(object)}${id ? `/${id}` : ''}`
      const body = version === undefined ? values : { ...values, version }
      const headers = {
        ...(once === undefined ? {} : { 'idempotency-key': once }),
        ...(note ? { 'x-note': encodeURIComponent(note) } : {}),
      }
      const answer = await call<Row>(id ? 'PATCH' : 'POST', path, { body, headers })
      return { row: answer.body, changeSet: answer.changeSet }
    },
    onMutate: ({ id, shown }) => (id && shown ? patchRow(object, id, shown) : undefined),
    onError: (_problem, _input, rollBack) => rollBack?.(),
    onSuccess: ({ row, changeSet }) => {
      rememberChangeSet(changeSet)
      patchRow(object, row.id, row)
      void refreshObject(object)
    },
  })
}

export type ManyInput = Readonly<{ filter: Readonly<Record<string, unknown>>; expect: number; values?: Readonly<Record<string, unknown>> }>
export type ManyDone = Readonly<{ changed: number; changeSet: string | null }>

/** Writes the same values to all records of a filter; `expect` says how many the person meant. */
export function useSaveMany(object: string) {
  return useMutation<ManyDone, Problem, ManyInput>({
    mutationFn: async ({ filter, expect, values }) => {
      const answer = await call<{ changed: number } | null>('PATCH', `/${pluralOf(object)}`, { query: { filter, expect }, body: values })
      return { changed: answer.body?.changed ?? expect, changeSet: answer.changeSet }
    },
    onSuccess: () => void refreshObject(object),
  })
}

/** Removes all records of a filter, one among them where the filter says its id. They lie in the recycle bin afterwards. */
export function useRemove(object: string) {
  return useMutation<ManyDone, Problem, ManyInput | string>({
    mutationFn: async (what) => {
      const plural = pluralOf(object)
      const answer = await (typeof what === 'string'
        ? call<{ changed?: number } | null>('DELETE', `/${plural}/${what}`)
        : call<{ changed?: number } | null>('DELETE', `/${plural}`, { query: { filter: what.filter, expect: what.expect } }))
      return { changed: typeof what === 'string' ? 1 : (answer.body?.changed ?? what.expect), changeSet: answer.changeSet }
    },
    onSuccess: () => void refreshObject(object),
  })
}
