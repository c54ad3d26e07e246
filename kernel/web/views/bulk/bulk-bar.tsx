import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { ArrowLeftRight, Download, Merge, Pencil, Share2, Tags, Trash2, UserRound, X } from 'lucide-react'
import { useState } from 'react'
import { apiAddress } from '../../data/api.ts'
import { asOfQuery, useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { refreshObject } from '../../data/row-cache.ts'
import { startRun } from '../../data/runs.ts'
import { showDone, showProblem } from '../../data/undo.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink } from '../../parts/app-link.tsx'
import { pageOfAction, pageOfRemoval } from '../../slots/installed.ts'
import { isEditable } from '../list/grid-rows.ts'
import type { ListState } from '../list-state.ts'
import { BulkActions } from './bulk-actions.tsx'
import { BulkButton } from './bulk-button.tsx'
import { BulkEdit } from './bulk-edit.tsx'
import { BulkShare } from './bulk-share.tsx'
import { BulkTags, isTagged } from './bulk-tags.tsx'
import { type BulkDone, chosenBy, isLarge, type Selection, sizeOf, writeMany } from './selection.ts'

type BulkBarProps = Readonly<{
  object: ObjectMeta
  state: ListState
  selection: Selection
  /** How many records the list shows, where that is known exactly and all of them can be chosen. */
  all: number | null
  onAll(): void
  onClose(): void
  onWritten(): void
}>

const formats = ['csv', 'xlsx', 'jsonl'] as const

type Export = Readonly<{ object: ObjectMeta; state: ListState; selection: Selection; asOf: string | null }>

function exportAddress({ object, state, selection, asOf }: Export, format: string): string {
  const what = 'ids' in selection ? { filter: { id: { in: selection.ids } } } : { filter: selection.where, q: selection.q }
  const fields = state.columns.join(',')
  return apiAddress(`/exports/${object.plural}`, {
    format,
    ...what,
    sort: state.sort.join(','),
    fields,
    headers: 'labels',
    ...asOfQuery(asOf),
  })
}

type SetButtonsProps = Readonly<{ object: ObjectMeta; selection: Selection; onTags(): void; onShare(): void }>

/** What can be done with the chosen records as a set: tags, sharing, merging. */
function SetButtons({ object, selection, onTags, onShare }: SetButtonsProps) {
  const say = useTexts()
  const count = sizeOf(selection)
  const hasTags = Object.values(object.fields).some((field) => isTagged(object, field))
  const paged = object.may.update
    ? object.actions.flatMap(({ many, name, label }) => (many && pageOfAction(name) ? [{ name, label, page: pageOfAction(name)! }] : []))
    : []
  const mayMerge = 'ids' in selection && count >= 2 && count <= 5 && object.may.update && object.may.remove && object.partOf === null
  return (
    <>
      {hasTags && (
        <BulkButton icon={<Tags size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={onTags}>
          {say('list.tag')}
        </BulkButton>
      )}
      {object.may.share && (
        <BulkButton icon={<Share2 size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={onShare}>
          {say('access.share')}
        </BulkButton>
      )}
      {'ids' in selection &&
        paged.map(({ name, label, page }) => (
          <AppLink key={name} to={page} search={{ ids: selection.ids.join(',') }} className="zk-plain-button zk-bulk-button">
            <ArrowLeftRight size={16} strokeWidth={1.5} aria-hidden="true" />
            {label}
          </AppLink>
        ))}
      {mayMerge && (
        <AppLink to={`/o/${object.plural}/merge`} search={{ ids: selection.ids.join(',') }} className="zk-plain-button zk-bulk-button">
          <Merge size={16} strokeWidth={1.5} aria-hidden="true" />
          {say('list.merge')}
        </AppLink>
      )}
    </>
  )
}

/** Removes the chosen records, by the page that asks what becomes of what hangs on one, where there is such a page. */
function useRemoval({ object, selection, onWritten }: Pick<BulkBarProps, 'object' | 'selection' | 'onWritten'>): () => void {
  const say = useTexts()
  const navigate = useNavigate()
  const remove = useMutation<BulkDone, Problem>({
    mutationFn: () => writeMany(object.plural, selection, null),
    onSuccess: ({ changed, changeSets }) => {
      showDone(say('list.removed', { count: changed, objects: object.labelPlural }), changeSets)
      void refreshObject(object.name)
      onWritten()
    },
    onError: showProblem,
  })
  const inBackground = async () => {
    await startRun(`/${object.plural}/bulk`, { do: 'remove', ...chosenBy(selection) }).catch(showProblem)
    onWritten()
  }
  const page = pageOfRemoval(object.name)
  // A page asks about one; of many, those that it would ask about are left out with the reason.
  return () => {
    if (page && 'ids' in selection && selection.ids.length === 1)
      void navigate({ to: page as never, search: { ids: selection.ids[0], becomes: 'removed' } as never })
    else if (page || isLarge(selection)) void inBackground()
    else if (!remove.isPending) remove.mutate()
  }
}

/** What can be done with the chosen records, floating above the totals. */
export function BulkBar({ object, state, selection, all, onAll, onClose, onWritten }: BulkBarProps) {
  const say = useTexts()
  const format = useFormat()
  const [editing, setEditing] = useState<'owner' | 'tags' | 'share' | true | null>(null)
  const asOf = useAsOf()
  const count = sizeOf(selection)
  const onRemove = useRemoval({ object, selection, onWritten })
  const owner = object.fields.owner
  const exports = formats.map((key) => ({
    key,
    label: (
      <a href={exportAddress({ object, state, selection, asOf }, key)} download>
        {say(`list.export.${key}`)}
      </a>
    ),
  }))
  return (
    <div className="zk-bulk" role="toolbar" aria-label={say('list.bulk')}>
      <span className="zk-strong">{say('list.selected', { count, number: format.number(count) })}</span>
      {all !== null && count < all && (
        <button type="button" className="zk-plain-button zk-bulk-all" onClick={onAll}>
          {say('list.select-all', { number: format.number(all) })}
        </button>
      )}
      <span className="zk-bulk-line" />
      {owner && isEditable(object, owner) && (
        <BulkButton icon={<UserRound size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setEditing('owner')}>
          {say('list.assign')}
        </BulkButton>
      )}
      {object.may.update && (
        <BulkButton icon={<Pencil size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setEditing(true)}>
          {say('list.edit-many')}
        </BulkButton>
      )}
      <SetButtons object={object} selection={selection} onTags={() => setEditing('tags')} onShare={() => setEditing('share')} />
      <BulkActions object={object} selection={selection} onStarted={onWritten} />
      {object.may.export && (
        <Dropdown trigger={['click']} menu={{ items: exports }}>
          <span>
            <BulkButton icon={<Download size={16} strokeWidth={1.5} aria-hidden="true" />}>{say('list.export')}</BulkButton>
          </span>
        </Dropdown>
      )}
      {object.may.remove && (
        <BulkButton isDanger icon={<Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={onRemove}>
          {say('list.remove')}
        </BulkButton>
      )}
      <span className="zk-bulk-line" />
      <button type="button" className="zk-plain-button zk-bulk-button" aria-label={say('list.unselect')} onClick={onClose}>
        <X size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {editing === 'tags' && <BulkTags object={object} selection={selection} onClose={() => setEditing(null)} onWritten={onWritten} />}
      {editing === 'share' && <BulkShare object={object} selection={selection} onClose={() => setEditing(null)} onWritten={onWritten} />}
      {editing !== null && editing !== 'tags' && editing !== 'share' && (
        <BulkEdit
          object={object}
          selection={selection}
          first={editing === true ? undefined : editing}
          onClose={() => setEditing(null)}
          onWritten={onWritten}
        />
      )}
    </div>
  )
}
