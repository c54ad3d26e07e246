import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, read } from '../data/api.ts'
import { queryClient } from '../data/query-client.ts'

export type Who = Readonly<{ id: string; name: string }>
export type ChainStep = Readonly<{
  key: string
  name: string
  flow: Readonly<{ id: string; title: string }>
  mode: 'all' | 'any' | 'order'
  people: readonly Who[]
  skipped?: 'empty' | 'self' | 'ended'
  byAdministrator?: true
  choose?: string
  commentNeeded?: true
}>
export type CaseState = 'running' | 'approved' | 'rejected' | 'recalled'
export type TaskState = 'waiting' | 'approved' | 'rejected' | 'returned' | 'handedOver' | 'skipped' | 'done'
export type CaseHead = Readonly<{
  id: string
  title: string
  object: string
  record: string
  state: CaseState
  step: number
  round: number
  since: string
  createdAt: string
  endedAt: string | null
  submitter: Who
  flow: Readonly<{ id: string; title: string; version: number; many: boolean }>
  stepName: string | null
  people?: readonly Who[] | null
}>
export type Task = Readonly<{
  id: string
  kind: 'decide' | 'revise' | 'copy'
  stepName: string | null
  step: number
  round: number
  state: TaskState
  person: Who
  decidedBy: Who | null
  from: Who | null
  comment: string | null
  at: string
  decidedAt: string | null
  mine: boolean
}>
export type Note = Readonly<{
  id: string
  kind: string
  text: string | null
  person: Who | null
  by: Who | null
  at: string
  /** What waited before a correction and what since, of the record and of an action's input. */
  differs?: Differs
  input?: Differs
}>
export type Differs = Readonly<Record<string, readonly [unknown, unknown]>>
export type WholeCase = CaseHead &
  Readonly<{
    chain: readonly ChainStep[]
    tasks: readonly Task[]
    notes: readonly Note[]
    does: 'create' | 'change' | 'remove' | 'action'
    action?: string
    differs: Differs
    /** The record at a glance as its submitter saw it. */
    facts: Readonly<Record<string, unknown>>
    /** Whether the reader may see the record itself. */
    isReader: boolean
    /** How many differences the reader may not see. */
    untold: number
    usualSeconds: number | null
    /** The waiting call, for whoever submitted it; of what is kept shut the masks. */
    call?: Readonly<{ values?: Readonly<Record<string, unknown>>; input?: Readonly<Record<string, unknown>> }>
    /** Fields whose waiting value is kept shut, and is told to the reader when he asks. */
    opens: readonly string[]
    may: Readonly<{ decide: boolean; recall: boolean; resubmit: boolean; correct: boolean }>
  }>
export type Preview = Readonly<{
  /** All that fit, in their order. */
  flows: readonly Readonly<{ id: string; title: string }>[]
  title: string
  differs: Differs
  chain: readonly ChainStep[]
}>
export type Shelf = 'waiting' | 'mine' | 'done' | 'copies'
export type ShelfRow = Readonly<{
  cursor: string
  task: string | null
  for: Who
  at: string
  decidedAt: string | null
  taskState: TaskState | null
  case: CaseHead
}>

/** Below the object whose records tell whom something is asked of, so that its touches refresh all of it. */
const root = ['o', 'approvalTask'] as const

export const useCase = (id: string) =>
  useQuery({ queryKey: [...root, 'case', id], queryFn: () => read<WholeCase>(`/approval/cases/${id}`), retry: false })

export function useShelf(shelf: Shelf) {
  return useInfiniteQuery({
    queryKey: [...root, 'shelf', shelf],
    queryFn: ({ pageParam }) =>
      read<{ rows: readonly ShelfRow[]; next: string | null }>('/approval/tasks', { shelf, limit: 50, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
}

const useObjects = () =>
  useQuery({ queryKey: ['o', 'approvalFlow', 'objects'], queryFn: () => read<{ objects: readonly string[] }>('/approval/objects') })

/** Cases of a record; asked for only where a flow looks at such records. */
export function useRecordCases({ object, plural, id }: Readonly<{ object: string; plural: string; id: string }>) {
  const { data } = useObjects()
  return useQuery({
    queryKey: ['o', object, 'approvals', id],
    queryFn: () => read<{ rows: readonly CaseHead[] }>(`/approval/records/${plural}/${id}`),
    enabled: data?.objects.includes(object) ?? false,
    retry: false,
  })
}

/** After a decision: everything of approvals, and the record that it was about. */
export async function approvalsChanged(object?: string): Promise<void> {
  const names = ['approvalTask', 'approvalCase', 'approvalFlow', ...(object ? [object] : [])]
  await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: ['o', name] })))
}

/** Decides about, or corrects, what was seen: what was corrected since is refused. */
export async function decide(
  one: Pick<CaseHead, 'id' | 'object' | 'round'>,
  verb: string,
  body: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '' && value !== null && value !== undefined))
  await call('POST', `/approval/cases/${one.id}/${verb}`, { body: { ...given, round: one.round } })
  await approvalsChanged(one.object)
}

/** A call that has to wait for approval. */
export type Change = Readonly<Record<string, unknown>>

export const previewChange = async (change: Change): Promise<Preview> =>
  (await call<Preview>('POST', '/approval/preview', { body: change })).body

export async function submitChange(change: Change): Promise<string> {
  const { body } = await call<{ id: string }>('POST', '/approval/cases', { body: change })
  await approvalsChanged(typeof change.object === 'string' ? change.object : undefined)
  return body.id
}
