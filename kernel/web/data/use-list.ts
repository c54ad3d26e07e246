import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { read } from './api.ts'
import { asOfQuery, useAsOf } from './as-of.ts'
import type { Row } from './meta-types.ts'
import { keys } from './query-client.ts'
import { pluralOf } from './use-meta.ts'

/** A condition as the REST interface writes it. */
export type FilterJson = Readonly<Record<string, unknown>>
export type ListQuestion = Readonly<{
  object: string
  filter?: FilterJson | undefined
  q?: string | undefined
  /** `-amount`, `name`. */
  sort?: readonly string[] | undefined
  /** Paths; absent: all readable fields of the object itself. */
  fields?: readonly string[] | undefined
  limit?: number
}>
export type ListPage = Readonly<{ rows: readonly Row[]; next: string | null }>
export type CountAnswer = Readonly<{ value: number; exact: boolean }>

export const listQuery = ({ filter, q, sort, fields, limit }: ListQuestion) => ({
  ...(filter && Object.keys(filter).length > 0 ? { filter } : {}),
  ...(q ? { q } : {}),
  ...(sort?.length ? { sort: sort.join(',') } : {}),
  ...(fields?.length ? { fields: fields.join(',') } : {}),
  limit: limit ?? 50,
})

/** One page of a list; a `cursor` goes on after a former page. */
export const readPage = (question: ListQuestion, at: { asOf?: string }, cursor: string | null, signal?: AbortSignal): Promise<ListPage> =>
  read<ListPage>(`/${pluralOf(question.object)}`, { ...listQuery(question), ...at, ...(cursor ? { cursor } : {}) }, signal)

/** Rows of a list, page by page; `rows` are all loaded so far. */
export function useList(question: ListQuestion, o: { enabled?: boolean } = {}) {
  const asOf = useAsOf()
  const at = asOfQuery(asOf)
  const query = useInfiniteQuery({
    queryKey: keys.list(question.object, listQuery(question), asOf),
    queryFn: ({ pageParam, signal }) => readPage(question, at, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ListPage) => page.next,
    placeholderData: keepPreviousData,
    enabled: o.enabled ?? true,
  })
  return { ...query, rows: rowsOf(query.data) }
}

const rowsOf = (data: InfiniteData<ListPage, unknown> | undefined): readonly Row[] => data?.pages.flatMap((page) => page.rows) ?? []

/** How many records match; above 10,000 the figure is a floor (`exact: false`) unless `exact` is asked for. */
export function useCount(question: Omit<ListQuestion, 'sort' | 'fields' | 'limit'>, o: { enabled?: boolean; exact?: boolean } = {}) {
  const asOf = useAsOf()
  const count = o.exact ? 'exact' : 'true'
  return useQuery({
    queryKey: keys.count(question.object, listQuery(question), asOf, count),
    queryFn: async ({ signal }) => {
      const query = { ...listQuery({ ...question, limit: 1, fields: ['id'] }), count, ...asOfQuery(asOf) }
      return (await read<{ count: CountAnswer }>(`/${pluralOf(question.object)}`, query, signal)).count
    },
    placeholderData: keepPreviousData,
    enabled: o.enabled ?? true,
  })
}
