import { useQuery } from '@tanstack/react-query'
import { call, read } from '../data/api.ts'
import type { LinkValue } from '../data/meta-types.ts'
import { keys, queryClient } from '../data/query-client.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'

export type SavedView = Readonly<{
  id: string
  name: string
  object: string
  body: Readonly<Record<string, unknown>>
  owner: LinkValue | null
  isShared: boolean
  defaultFor: readonly string[] | null
  /** Among the first for this person, and what he sees first. */
  isPinned: boolean
  isDefault: boolean
}>

export const savedViewsKey = (object: string) => keys.list('savedView', object)

/** Views of an object, pinned ones first; none for who may keep none, without a question. */
export function useSavedViews(object: string) {
  const mayKnow = Boolean(useMeta().objects.savedView)
  return useQuery({
    enabled: mayKnow,
    queryKey: savedViewsKey(object),
    queryFn: async () => (await read<{ rows: readonly SavedView[] }>('/meta/views', { object })).rows,
  })
}

/** Writes to a kept view and says so, with the way back. */
export async function writeView(object: string, run: () => Promise<{ changeSet: string | null }>, text: string): Promise<void> {
  try {
    showDone(text, (await run()).changeSet)
  } catch (error) {
    showProblem(error)
  }
  await queryClient.invalidateQueries({ queryKey: savedViewsKey(object) })
}

/** What this person makes of a view for himself; null stands for all records as they come. */
export const chooseView = (
  object: string,
  view: string | null,
  flags: Readonly<{ isPinned?: boolean; isDefault?: boolean }>,
  text: string,
) => writeView(object, () => call('POST', '/meta/view-choices', { body: { object, view, ...flags } }), text)
