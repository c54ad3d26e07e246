import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { apiAddress, call, read } from '../../data/api.ts'
import type { Problem } from '../../data/problem.ts'
import { queryClient } from '../../data/query-client.ts'
import type { Column, ImportMap } from './import-map.ts'

export type FileInfo = Readonly<{
  format: 'csv' | 'xlsx'
  encoding: string
  separator?: string
  sheet?: string
  sheets?: readonly string[]
  rowsEstimate?: number
}>

/** A file that was sent: how it is read, and where its columns most likely go. */
export type Offer = Readonly<{ file: string; name: string; object: string; info: FileInfo; columns: readonly Column[] }>

export type ImportOptions = Readonly<{
  onMatch?: 'update' | 'skip'
  onNew?: 'create' | 'skip'
  duplicates?: 'create' | 'skip' | 'update'
  blank?: 'leave' | 'clear'
  shortRows?: 'fail' | 'fill'
  brings?: readonly string[]
  encoding?: string
  separator?: string
  sheet?: string
}>

export type ImportState = 'queued' | 'running' | 'interrupted' | 'done' | 'failed' | 'stopped'
export type Counts = Readonly<{ rows: number; created: number; updated: number; unchanged: number; skipped?: number; failed: number }>

/** Rows that fail for one cause. */
export type ImportProblem = Readonly<{
  code: string
  /** The cause as a sentence in the reader's language. */
  text: string
  column: string | null
  field: string | null
  /** The text of the cells that is to blame, where the cause lies in it. */
  value: string | null
  count: number
  lines: readonly number[]
  examples?: readonly Readonly<{ line: number; cells: Readonly<Record<string, string | null>> }>[]
  suggestion?: Readonly<{ value: string; score: number }> | null
}>

/** Worth knowing, though it keeps no row out: links without a value, values left out as the map wants, records made because cells named them; rows that name records which warn. */
export type ImportNote = Readonly<{
  code: 'blank' | 'left' | 'made' | 'marked'
  field?: string
  column?: string | null
  object?: string
  count: number
  rows?: readonly Readonly<{ line: number; object: string; id: string; title: string; mark: string }>[]
}>

/** A row that looks like stored records, or like an earlier row of the file (`sameAs`). */
export type ImportTwin = Readonly<{
  line: number
  cells: Readonly<Record<string, string | null>>
  records: readonly Readonly<{ id: string; title: string | null }>[]
  /** How many it looks like that the reader may not see. */
  hidden: number
  sameAs: number | null
  by: readonly string[]
  sure: boolean
  spoken?: true
}>
export type ImportTwins = Readonly<{ count: number; sure: number; hidden: number; inFile: number; rows: readonly ImportTwin[] }>

export type Import = Readonly<{
  id: string
  object: string
  file: Readonly<{ id: string; name: string; sizeBytes: number; encoding: string | null; separator: string | null; sheet: string | null }>
  state: ImportState
  dryRun: boolean
  counts: Counts
  changeSet: string | null
  undoneBy: string | null
  progress: Readonly<{ done: number; total: number | null; share: number | null }>
  problems: readonly ImportProblem[]
  notes: readonly ImportNote[]
  /** Absent in lists of imports. */
  duplicates?: ImportTwins
  tookMs: number
  error: Readonly<{ code: string; text: string }> | null
  map: ImportMap
  match: readonly string[]
  options: ImportOptions
  may: Readonly<{ stop: boolean; resume: boolean; undo: boolean }>
  by: Readonly<{ id: string | null; name: string }>
  createdAt: string
  finishedAt: string | null
}>

export type Wish = Readonly<{
  file: string
  object: string
  map: ImportMap
  match: readonly string[]
  options: ImportOptions
  dryRun: boolean
}>

const root = ['imports'] as const
const lookAgainMs = 600
const listAgainMs = 2_000

/** Whether the server is still at it. */
export const isUnderWay = ({ state }: Pick<Import, 'state'>): boolean => state === 'queued' || state === 'running'

/** Sends a file; answers how it reads. */
export const useUpload = () =>
  useMutation<Offer, Problem, Readonly<{ file: File; object: string }>>({
    mutationFn: async ({ file, object }) => {
      const form = new FormData()
      form.append('object', object)
      form.append('file', file)
      return (await call<Offer>('POST', '/imports/files', { body: form })).body
    },
  })

/** The offer of a file that lies on the server, read again by the options. */
export const useOffer = (file: string | undefined, object: string, options: Pick<ImportOptions, 'encoding' | 'separator' | 'sheet'>) =>
  useQuery({
    queryKey: [...root, 'file', file, object, options],
    queryFn: async ({ signal }) => (await call<Offer>('POST', `/imports/files/${file}/offer`, { body: { object, options }, signal })).body,
    enabled: Boolean(file),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export const rememberOffer = (offer: Offer, options: Pick<ImportOptions, 'encoding' | 'separator' | 'sheet'>): void => {
  queryClient.setQueryData([...root, 'file', offer.file, offer.object, options], offer)
}

/** Begins an import, or a dry run of one. */
export const useCreateImport = () =>
  useMutation<Import, Problem, Wish>({
    mutationFn: async (body) => (await call<Import>('POST', '/imports', { body })).body,
    onSuccess: (made) => queryClient.setQueryData([...root, 'one', made.id], made),
  })

/** An import as it stands, looked at again while it runs. */
export const useImport = (id: string | undefined) =>
  useQuery({
    queryKey: [...root, 'one', id],
    queryFn: ({ signal }) => read<Import>(`/imports/${id}`, {}, signal),
    enabled: Boolean(id),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? lookAgainMs : false),
    refetchIntervalInBackground: true,
  })

export type Steering = 'stop' | 'resume' | 'undo'

/** Stops an import, lets it go on, or takes it back. */
export const useSteer = (id: string) =>
  useMutation<Readonly<{ changeSet?: string }>, Problem, Steering>({
    mutationFn: async (what) => (await call<Readonly<{ changeSet?: string }>>('POST', `/imports/${id}/${what}`, { body: {} })).body,
    onSettled: () => queryClient.invalidateQueries({ queryKey: root, predicate: ({ queryKey }) => queryKey[1] !== 'file' }),
  })

/** Earlier imports, newest first: an administrator sees all, everybody else the own ones. */
export function useImports() {
  const query = useInfiniteQuery({
    queryKey: [...root, 'list'],
    queryFn: ({ pageParam, signal }) =>
      read<Readonly<{ rows: readonly Import[]; next: string | null }>>('/imports', { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) => (data?.pages.some(({ rows }) => rows.some(isUnderWay)) ? listAgainMs : false),
  })
  return { ...query, rows: query.data?.pages.flatMap(({ rows }) => rows) ?? [] }
}

/** Address of an empty sheet with the columns that the object's records can take. */
export const templateAddress = (object: string): string => apiAddress('/imports/template', { object })

/** Address of the rows that did not come in, with the reason beside each. */
export const failedRowsAddress = (id: string): string => apiAddress(`/imports/${id}/failed.csv`)
