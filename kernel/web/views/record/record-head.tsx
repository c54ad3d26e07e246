import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { ArrowLeft, Copy, Ellipsis, Pencil, Share2, Trash2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { ActionMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { showToast } from '../../data/toasts.ts'
import { showDone, showProblem } from '../../data/undo.ts'
import { titleOf } from '../../data/use-meta.ts'
import { useRemove } from '../../data/use-save.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { isCovered, isTyping } from '../../parts/keys.ts'
import { pageOfAction, pageOfRemoval } from '../../slots/installed.ts'
import { FormDrawer } from '../form/form-drawer.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { isAtEnd } from './path-steps.ts'
import { movingAction, offeredActions, useRunAction } from './record-actions.ts'
import { RecordFacts, tagFields } from './record-facts.tsx'
import { RecordNeighbours, useBack } from './record-neighbours.tsx'
import { HeadParts } from './record-panels.tsx'
import { RecordPath } from './record-path.tsx'
import { RecordReach } from './record-reach.tsx'

const AccessDrawer = lazy(() => import('../../rights/access-drawer.tsx').then(({ AccessDrawer: component }) => ({ default: component })))

type HeadProps = Readonly<{ object: ObjectMeta; row: Row; fresh: ReadonlySet<string>; isPhone: boolean }>

const shownActions = 2

type ActionButtonProps = Readonly<{ object: ObjectMeta; row: Row; action: ActionMeta; isNext: boolean; onAsk(action: ActionMeta): void }>

/** One action as a button: runs at once where it asks for nothing. The only one there is, is the next step. */
function ActionButton({ object, row, action, isNext, onAsk }: ActionButtonProps) {
  const say = useTexts()
  const { run, isPending } = useRunAction(object, action)
  const press = () => {
    if (Object.keys(action.input).length > 0) onAsk(action)
    else run(row.id, {}, say('record.action-done', { action: action.label, title: titleOf(object, row) })).catch(showProblem)
  }
  return (
    <Button {...(isNext ? { type: 'primary' as const } : {})} loading={isPending} onClick={press}>
      {action.label}
    </Button>
  )
}

function useRemoval(object: ObjectMeta, row: Row) {
  const say = useTexts()
  const back = useBack(object, row.id)
  const navigate = useNavigate()
  const remove = useRemove(object.name)
  return async () => {
    const page = pageOfRemoval(object.name)
    if (page) return void navigate({ to: page as never, search: { ids: row.id, becomes: 'removed' } as never })
    try {
      const { changeSet } = await remove.mutateAsync(row.id)
      showDone(say('record.removed', { object: object.label, title: titleOf(object, row) }), changeSet)
      back()
    } catch (error) {
      showProblem(error)
    }
  }
}

function useEditKey(mayEdit: boolean, edit: () => void): void {
  useEffect(() => {
    if (!mayEdit) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'e' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isCovered()) return
      event.preventDefault()
      edit()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [mayEdit, edit])
}

type StepsProps = Readonly<{
  object: ObjectMeta
  row: Row
  isPhone: boolean
  onEdit(): void
  onAccess(): void
  onAsk(action: ActionMeta): void
}>

/** Records that are somebody's, or follow one that is: for those there is something to tell about who sees them. */
const hasAccess = (object: ObjectMeta): boolean => object.owned || object.follows.length > 0

/** What can be done with the record: its actions, editing, and the rest in a menu. */
function HeadSteps({ object, row, isPhone, onEdit, onAccess, onAsk }: StepsProps) {
  const say = useTexts()
  const remove = useRemoval(object, row)
  const mover = movingAction(object, row)
  // Along the path the chevrons do it; back from its end there is a button too.
  const actions = offeredActions(object, row).filter((action) => action !== mover || isAtEnd(object, row))
  const onward = actions.filter((action) => !action.aside)
  const beside = isPhone ? [] : onward.slice(0, shownActions)
  const folded = actions.filter((action) => !beside.includes(action))
  const copyAddress = () => {
    void navigator.clipboard.writeText(window.location.href).then(() => showToast({ text: say('record.address-copied'), tone: 'done' }))
  }
  const icon = (Sign: typeof Copy) => <Sign size={14} strokeWidth={1.5} aria-hidden="true" />
  const items = [
    ...(isPhone && object.may.update ? [{ key: 'edit', label: say('record.edit'), icon: icon(Pencil) }] : []),
    ...folded.map((action) => ({ key: action.name, label: action.label })),
    { key: 'copy', label: say('record.copy-address'), icon: icon(Copy) },
    ...(hasAccess(object) ? [{ key: 'access', label: say('access.open'), icon: icon(Share2) }] : []),
    ...(object.may.remove
      ? [{ type: 'divider' as const }, { key: 'remove', label: say('record.remove'), icon: icon(Trash2), danger: true }]
      : []),
  ]
  const choose = (key: string) => {
    const action = folded.find(({ name }) => name === key)
    if (action) onAsk(action)
    else if (key === 'edit') onEdit()
    else if (key === 'copy') copyAddress()
    else if (key === 'access') onAccess()
    else if (key === 'remove') void remove()
  }
  return (
    <span className="zk-head-steps">
      {beside.map((action) => (
        <ActionButton key={action.name} object={object} row={row} action={action} isNext={onward.length === 1} onAsk={onAsk} />
      ))}
      {!isPhone && object.may.update && (
        <Button icon={<Pencil size={14} strokeWidth={1.5} aria-hidden="true" />} onClick={onEdit}>
          {say('record.edit')}
          <kbd>E</kbd>
        </Button>
      )}
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => choose(key) }}>
        <Button
          icon={<Ellipsis size={16} strokeWidth={1.5} aria-hidden="true" />}
          aria-label={say('record.more')}
          title={say('record.more')}
        />
      </Dropdown>
    </span>
  )
}

/** Who or what the record is, its key facts, where it stands on its path, and what can be done next. */
export function RecordHead({ object, row, fresh, isPhone }: HeadProps) {
  const say = useTexts()
  const navigate = useNavigate()
  const [isEditing, setEditing] = useState(false)
  const [isAccess, setAccess] = useState(false)
  const [asked, setAsked] = useState<ActionMeta | null>(null)
  const ask = (action: ActionMeta) => {
    const page = pageOfAction(action.name)
    if (page) void navigate({ to: page as never, search: { ids: row.id } as never })
    else setAsked(action)
  }
  useEditKey(object.may.update, () => setEditing(true))
  const title = titleOf(object, row) || say('field.untitled')
  const tags = tagFields(object, row)
  const back = useBack(object, row.id)
  return (
    <header className="zk-record-head">
      <div className="zk-record-title">
        {isPhone && (
          <Button
            type="text"
            className="zk-back"
            icon={<ArrowLeft size={20} strokeWidth={1.5} aria-hidden="true" />}
            aria-label={say('record.back')}
            onClick={back}
          />
        )}
        <Avatar name={title} id={row.id} shape="square" size="large" />
        <div className="zk-record-name">
          <h1 title={title}>{title}</h1>
          {tags.map((field) => {
            const { Cell } = webTypeOf(field)
            return <Cell key={field.name} value={row[field.name]} field={field} object={object.name} row={row} place="fact" />
          })}
          <HeadParts object={object} row={row} />
        </div>
        <span className="zk-grow" />
        {!isPhone && <RecordNeighbours object={object} id={row.id} />}
        <HeadSteps
          object={object}
          row={row}
          isPhone={isPhone}
          onEdit={() => setEditing(true)}
          onAccess={() => setAccess(true)}
          onAsk={ask}
        />
      </div>
      {isPhone && <RecordReach object={object} row={row} />}
      <div className="zk-record-line">
        <RecordFacts object={object} row={row} fresh={fresh} tagNames={tags.map(({ name }) => name)} />
        <RecordPath object={object} row={row} />
      </div>
      {isEditing && <FormDrawer object={object.name} row={row} onSaved={() => setEditing(false)} onClose={() => setEditing(false)} />}
      {isAccess && (
        <Suspense fallback={null}>
          <AccessDrawer object={object} row={row} onClose={() => setAccess(false)} />
        </Suspense>
      )}
      {asked && <ActionDialog object={object} row={row} action={asked} onClose={() => setAsked(null)} />}
    </header>
  )
}
