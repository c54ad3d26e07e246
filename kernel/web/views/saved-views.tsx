import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Trash2 } from 'lucide-react'
import { call, read } from '../data/api.ts'
import type { LinkValue, ObjectMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { inOrder } from './in-order.ts'
import { type ListState, toSearch } from './list-state.ts'
import { SaveViewAs } from './save-view-as.tsx'
import { savedViewsKey, writeView } from './saved-view-data.ts'

type SavedView = Readonly<{ id: string; name: string; body: Readonly<Record<string, unknown>>; owner: LinkValue | null; isShared: boolean }>
type Search = Readonly<Record<string, unknown>>

/** Views of an object; none for who may keep none, without a question. */
const useSavedViews = (object: string, mayKnow: boolean) =>
  useQuery({
    enabled: mayKnow,
    queryKey: savedViewsKey(object),
    queryFn: async () => (await read<{ rows: readonly SavedView[] }>('/meta/views', { object })).rows,
  })

const isChanged = (view: SavedView, now: Search) => inOrder(now) !== inOrder(view.body)

type ActionsProps = Readonly<{ object: ObjectMeta; view: SavedView; now: Search }>

/** What its maker may do with the open view: keep what is shown now, remove it. */
function ViewActions({ object, view, now }: ActionsProps) {
  const say = useTexts()
  const keep = () =>
    writeView(object.name, () => call('PATCH', `/meta/views/${view.id}`, { body: { body: now } }), say('views.saved', { view: view.name }))
  const remove = () => writeView(object.name, () => call('DELETE', `/meta/views/${view.id}`), say('views.removed', { view: view.name }))
  return (
    <>
      {isChanged(view, now) && (
        <Button size="small" type="link" onClick={() => void keep()}>
          {say('views.save')}
        </Button>
      )}
      <Button
        size="small"
        type="text"
        aria-label={say('views.remove', { view: view.name })}
        title={say('views.remove', { view: view.name })}
        icon={<Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />}
        onClick={() => void remove()}
      />
    </>
  )
}

type SavedViewProps = Readonly<{ object: ObjectMeta; state: ListState }>

function useOpenView(object: ObjectMeta, state: ListState) {
  const { saved } = useSearch({ strict: false }) as { saved?: string }
  const { data: views = [] } = useSavedViews(object.name, Boolean(useMeta().objects.savedView))
  return { views, open: views.find(({ id }) => id === saved), now: toSearch(state, object) }
}

/** Kept views as tabs; the open one says whether what is shown is still what was kept. */
export function SavedViewTabs({ object, state }: SavedViewProps) {
  const say = useTexts()
  const navigate = useNavigate()
  const { views, open, now } = useOpenView(object, state)
  return views.map((view) => (
    <button
      key={view.id}
      type="button"
      role="tab"
      aria-selected={view === open}
      className="zk-tab"
      onClick={() => void navigate({ to: '.', search: { ...view.body, saved: view.id } as never })}
    >
      {view.name}
      {view === open && isChanged(view, now) && <span className="zk-meta zk-small">{say('views.changed')}</span>}
    </button>
  ))
}

/** Beside the tabs: what can be done with the open view, and the way to keep what is shown as a new one. */
export function SavedViewActions({ object, state }: SavedViewProps) {
  const { person } = useMeta()
  const navigate = useNavigate()
  const { open, now } = useOpenView(object, state)
  return (
    <span className="zk-tab-actions">
      {open?.owner?.id === person.id && <ViewActions object={object} view={open} now={now} />}
      <SaveViewAs object={object} now={now} onSaved={(id) => void navigate({ to: '.', search: { ...now, saved: id } as never })} />
    </span>
  )
}
