import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../data/api.ts'
import type { FieldMeta, ObjectMeta, Row } from '../data/meta-types.ts'
import type { Problem } from '../data/problem.ts'
import { keys } from '../data/query-client.ts'
import { refreshObject } from '../data/row-cache.ts'
import { toWriting, webTypeOf } from '../fields/registry.ts'
import { isEditable } from '../views/form/form-shape.ts'

export type Move = Readonly<{ object: string; field: string; count: number }>
export type Merged = Readonly<{ record: string; moved: readonly Move[]; doubles: readonly Move[] }>
type Preview = Readonly<{ moves: readonly Move[] }>

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Fields of which a person can choose between the records; keys that belong to one record each stay where they are. */
export const comparable = (object: ObjectMeta): readonly FieldMeta[] =>
  Object.values(object.fields).filter(
    (field) => isEditable(field) && !field.unique && field.name !== object.tree && webTypeOf(field).table !== true,
  )

/** The records to be merged, which of them stays, and for each field whose value it takes. */
export function useMerge(object: ObjectMeta, ids: readonly string[]) {
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.row(object.name, id, 'merge'),
      queryFn: () => read<Row>(`/${object.plural}/${id}`),
      retry: false,
    })),
  })
  const rows = found.flatMap(({ data }) => (data ? [data] : []))
  const [survivor, setSurvivor] = useState(ids[0] ?? '')
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const others = ids.filter((id) => id !== survivor)
  const preview = useQuery({
    queryKey: [...keys.object(object.name), 'merge', survivor, ...others],
    queryFn: async () => (await call<Preview>('POST', `/${object.plural}/${survivor}/merge`, { body: { others, preview: true } })).body,
    enabled: rows.length === ids.length && others.length > 0,
    retry: false,
  })
  const inOrder = [...rows.filter(({ id }) => id === survivor), ...rows.filter(({ id }) => id !== survivor)]
  /** The record whose value counts for a field: the one chosen, else the first that has one, the survivor before all. */
  const sourceOf = (name: string): string => chosen[name] ?? inOrder.find((row) => !isEmpty(row[name]))?.id ?? survivor
  const fields = comparable(object)
  // Masks that look alike say nothing of the values.
  const isVeiled = (field: FieldMeta) => webTypeOf(field).veiled === true
  const differs = (field: FieldMeta) =>
    rows.some((row) => !same(row[field.name], rows[0]?.[field.name])) || (isVeiled(field) && !isEmpty(rows[0]?.[field.name]))
  const differing = fields.filter(differs)
  const from = () => Object.fromEntries(differing.filter(isVeiled).map(({ name }) => [name, sourceOf(name)]))
  const values = () =>
    Object.fromEntries(
      differing
        .filter((field) => !isVeiled(field))
        .map((field) => {
          const value = rows.find(({ id }) => id === sourceOf(field.name))?.[field.name] ?? null
          return [field.name, value === null ? null : toWriting(value, field)]
        }),
    )
  const merge = useMutation<Readonly<{ merged: Merged; changeSet: string | null }>, Problem>({
    mutationFn: async () => {
      const { body, changeSet } = await call<Merged>('POST', `/${object.plural}/${survivor}/merge`, {
        body: { others, values: values(), from: from() },
      })
      return { merged: body, changeSet }
    },
    onSuccess: () => void refreshObject(object.name),
  })
  return {
    rows,
    problem: found.find(({ error }) => error)?.error ?? null,
    isReady: rows.length === ids.length,
    survivor,
    setSurvivor,
    differing,
    equal: fields.filter((field) => !differing.includes(field) && !isEmpty(rows[0]?.[field.name])),
    sourceOf,
    choose: (name: string, id: string) => setChosen((former) => ({ ...former, [name]: id })),
    chooseAll: (id: string) => setChosen(Object.fromEntries(differing.map((field) => [field.name, id]))),
    moves: preview.data?.moves ?? [],
    refused: preview.error as Problem | null,
    merge,
  }
}
