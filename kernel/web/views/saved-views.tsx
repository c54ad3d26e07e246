import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Popover, Select } from 'antd'
import { BookmarkPlus, X } from 'lucide-react'
import { useState } from 'react'
import { call, read } from '../data/api.ts'
import type { LinkValue, ObjectMeta } from '../data/meta-types.ts'
import { keys, queryClient } from '../data/query-client.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { type ListState, toSearch } from './list-state.ts'

type SavedView = Readonly<{ id: string; name: string; body: Readonly<Record<string, unknown>>; owner: LinkValue | null; isShared: boolean }>
type Search = Readonly<Record<string, unknown>>

const keyOf = (object: string) => keys.list('savedView', object)

const useSavedViews = (object: string) =>
  useQuery({ queryKey: keyOf(object), queryFn: async () => (await read<{ rows: readonly SavedView[] }>('/meta/views', { object })).rows })

/** The same without what is not said, in one order. */
const inOrder = (search: Search): string =>
  JSON.stringify(
    Object.entries(search)
      .filter(([name, value]) => value !== undefined && name !== 'saved' && name !== 'asOf')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const isChanged = (view: SavedView, now: Search) => inOrder(now) !== inOrder(view.body)

async function write(object: string, run: () => Promise<{ changeSet: string | null }>, text: string): Promise<void> {
  try {
    showDone(text, (await run()).changeSet)
  } catch (error) {
    showProblem(error)
  }
  await queryClient.invalidateQueries({ queryKey: keyOf(object) })
}

type ActionsProps = Readonly<{ object: ObjectMeta; view: SavedView; now: Search }>

/** What its maker may do with the open view: keep what is shown now, remove it. */
function ViewActions({ object, view, now }: ActionsProps) {
  const say = useTexts()
  const keep = () =>
    write(object.name, () => call('PATCH', `/meta/views/${view.id}`, { body: { body: now } }), say('views.saved', { view: view.name }))
  const remove = () => write(object.name, () => call('DELETE', `/meta/views/${view.id}`), say('views.removed', { view: view.name }))
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
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => void remove()}
      />
    </>
  )
}

function SaveAs({ object, now, onSaved }: Readonly<{ object: ObjectMeta; now: Search; onSaved(id: string): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly string[]>([])
  const options = meta.objects.member?.fields.roles?.options.choices ?? []
  const save = async () => {
    const made = { id: '' }
    await write(
      object.name,
      async () => {
        const answer = await call<{ id: string }>('POST', '/meta/views', {
          body: { object: object.name, name: name.trim(), body: now, roles },
        })
        made.id = answer.body.id
        return answer
      },
      say('views.saved', { view: name.trim() }),
    )
    setOpen(false)
    setName('')
    if (made.id) onSaved(made.id)
  }
  const form = (
    <form
      className="zk-columns zk-column"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void save()
      }}
    >
      <Input
        autoFocus
        value={name}
        maxLength={60}
        placeholder={say('views.name')}
        aria-label={say('views.name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        mode="multiple"
        className="zk-fullwidth"
        placeholder={say('views.roles')}
        aria-label={say('views.roles')}
        value={[...roles]}
        options={options.map(({ key, label }) => ({ value: key, label }))}
        onChange={setRoles}
      />
      <Button type="primary" htmlType="submit" disabled={name.trim() === ''}>
        {say('views.save')}
      </Button>
    </form>
  )
  return (
    <Popover trigger="click" placement="bottomLeft" destroyOnHidden open={isOpen} onOpenChange={setOpen} content={form}>
      <Button
        size="small"
        type="text"
        className="zk-wide-only"
        icon={<BookmarkPlus size={14} strokeWidth={1.5} aria-hidden="true" />}
        aria-label={say('views.save-as')}
        title={say('views.save-as')}
      />
    </Popover>
  )
}

type SavedViewProps = Readonly<{ object: ObjectMeta; state: ListState }>

function useOpenView(object: ObjectMeta, state: ListState) {
  const { saved } = useSearch({ strict: false }) as { saved?: string }
  const { data: views = [] } = useSavedViews(object.name)
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
      <SaveAs object={object} now={now} onSaved={(id) => void navigate({ to: '.', search: { ...now, saved: id } as never })} />
    </span>
  )
}
