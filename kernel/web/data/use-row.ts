import { useQuery } from '@tanstack/react-query'
import { read } from './api.ts'
import { asOfQuery, useAsOf } from './as-of.ts'
import type { Row } from './meta-types.ts'
import { keys } from './query-client.ts'
import { pluralOf } from './use-meta.ts'

/** One record with all its readable fields. Not there and not visible answer alike: a Problem of status 404. */
export function useRow(object: string, id: string | undefined, o: { fields?: readonly string[] } = {}) {
  const asOf = useAsOf()
  return useQuery({
    queryKey: keys.row(object, id ?? '', o.fields ?? null, asOf),
    queryFn: ({ signal }) =>
      read<Row>(`/${pluralOf(object)}/${id}`, { ...(o.fields ? { fields: o.fields.join(',') } : {}), ...asOfQuery(asOf) }, signal),
    enabled: Boolean(id),
  })
}

export type HistoryEntry = Readonly<{
  id: string
  changeSet: string
  kind: 'create' | 'update' | 'remove'
  at: string
  actor: Readonly<{ id: string | null; title?: string | null; name?: string | null }> | null
  via: string
  changes: readonly Readonly<{ field: string; old: unknown; new: unknown }>[]
}>

/** What happened to a record, newest first. */
export const useHistory = (object: string, id: string | undefined, limit = 50) =>
  useQuery({
    queryKey: [...keys.history(object, id ?? ''), limit],
    queryFn: ({ signal }) =>
      read<{ rows: readonly HistoryEntry[]; next?: string | null }>(`/${pluralOf(object)}/${id}/history`, { limit }, signal),
    enabled: Boolean(id),
  })
