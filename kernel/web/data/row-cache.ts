import type { InfiniteData } from '@tanstack/react-query'
import type { Row } from './meta-types.ts'
import { keys, queryClient } from './query-client.ts'
import type { ListPage } from './use-list.ts'

type Lists = InfiniteData<ListPage, string | null>

const patchPages = (data: Lists | undefined, id: string, to: Partial<Row>): Lists | undefined =>
  data?.pages && {
    ...data,
    pages: data.pages.map((page) => ({ ...page, rows: page.rows.map((row) => (row.id === id ? ({ ...row, ...to } as Row) : row)) })),
  }

/** Draws new values of a record wherever it is loaded: its own page and all lists that hold it. Answers how to take that back. */
export function patchRow(object: string, id: string, to: Partial<Row>): () => void {
  const before = [
    ...queryClient.getQueriesData<Row>({ queryKey: keys.row(object, id) }),
    ...queryClient.getQueriesData<Lists>({ queryKey: keys.list(object) }),
  ]
  queryClient.setQueriesData<Row>({ queryKey: keys.row(object, id) }, (row) => row && ({ ...row, ...to } as Row))
  queryClient.setQueriesData<Lists>({ queryKey: keys.list(object) }, (data) => patchPages(data, id, to))
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data)
  }
}

/** Fetches again what is shown of an object. */
export const refreshObject = (object: string): Promise<void> => queryClient.invalidateQueries({ queryKey: keys.object(object) })
