import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Pin } from 'lucide-react'
import { useEffect } from 'react'
import { call } from '../data/api.ts'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { inOrder } from './in-order.ts'
import { type ListState, toSearch } from './list-state.ts'
import { SaveViewAs } from './save-view-as.tsx'
import { type SavedView, useSavedViews, writeView } from './saved-view-data.ts'
import { SavedViewMenu } from './saved-view-menu.tsx'

type Search = Readonly<Record<string, unknown>>

const isChanged = (view: SavedView, now: Search) => inOrder(now) !== inOrder(view.body)

type SavedViewProps = Readonly<{ object: ObjectMeta; state: ListState }>

function useOpenView(object: ObjectMeta, state: ListState) {
  const { saved } = useSearch({ strict: false }) as { saved?: string }
  const { data: views = [] } = useSavedViews(object.name)
  return { views, open: views.find(({ id }) => id === saved), now: toSearch(state, object) }
}

/**
 * A list opened without any wish shows the view that this person sees first. True once it is settled what is shown; until then nothing is asked
 * of the server that the view would not want.
 */
export function useFirstView(object: ObjectMeta): boolean {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const { data: views, isLoading } = useSavedViews(object.name)
  const isPlain = Object.keys(search).every((name) => name === 'asOf')
  const first = isPlain ? views?.find(({ isDefault }) => isDefault) : undefined
  useEffect(() => {
    if (first) void navigate({ to: '.', replace: true, search: { ...first.body, saved: first.id } as never })
  }, [first, navigate])
  return !(isPlain && (isLoading || first))
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
      {view.isPinned && <Pin size={12} strokeWidth={1.5} role="img" aria-label={say('views.is-pinned')} />}
      {view.name}
      {view === open && isChanged(view, now) && <span className="zk-meta zk-small">{say('views.changed')}</span>}
    </button>
  ))
}

/** Beside the tabs: what can be done with the open view, and the way to keep what is shown as a new one. */
export function SavedViewActions({ object, state }: SavedViewProps) {
  const say = useTexts()
  const { person } = useMeta()
  const navigate = useNavigate()
  const { open, now } = useOpenView(object, state)
  const keep = (view: SavedView) =>
    writeView(object.name, () => call('PATCH', `/meta/views/${view.id}`, { body: { body: now } }), say('views.saved', { view: view.name }))
  return (
    <span className="zk-tab-actions">
      {open?.owner?.id === person.id && isChanged(open, now) && (
        <Button size="small" type="link" onClick={() => void keep(open)}>
          {say('views.save')}
        </Button>
      )}
      {open && <SavedViewMenu view={open} />}
      <SaveViewAs object={object} now={now} onSaved={(id) => void navigate({ to: '.', search: { ...now, saved: id } as never })} />
    </span>
  )
}
