import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useAsOf } from '../data/as-of.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { isCommand, withCommand } from '../parts/keys.ts'
import { type PaletteGroup, type PaletteItem, type PaletteKind, paletteGroups } from './palette-items.ts'
import { PaletteLine } from './palette-line.tsx'
import { useSearchHits } from './use-search.ts'
import './palette.css'

const kinds: readonly Only[] = ['all', 'record', 'page', 'action']

type Only = PaletteKind | 'all' | 'here'

/** The record whose page is open, as `accounts/‹id›`. */
function useOpenRecord(): string | undefined {
  const { pathname } = useRouterState({ select: ({ location }) => location })
  return /^\/o\/([\w-]+\/[0-9a-f]{8}-[0-9a-f-]{27})$/.exec(pathname)?.[1]
}

function usePaletteGroups(q: string, only: Only, record: string | undefined) {
  const say = useTexts()
  const meta = useMeta()
  const asOf = useAsOf()
  const { data, isFetching } = useSearchHits(q, only === 'here' ? { within: record, limit: 20 } : {})
  const found = q.trim() ? (data ?? []) : []
  const groups = useMemo(
    () => paletteGroups({ meta, say, q, found, only: only === 'here' ? 'record' : only, readOnly: Boolean(asOf) }),
    [meta, say, q, found, only, asOf],
  )
  return { groups, isFetching }
}

function Kinds({ only, isOnRecord, onChoose }: Readonly<{ only: Only; isOnRecord: boolean; onChoose(kind: Only): void }>) {
  const say = useTexts()
  return (
    <div className="zk-palette-kinds" role="group" aria-label={say('palette.kinds')}>
      {[...kinds, ...(isOnRecord ? (['here'] as const) : [])].map((kind) => (
        <button key={kind} type="button" className="zk-plain-button" aria-pressed={kind === only} onClick={() => onChoose(kind)}>
          {say(`palette.kind.${kind}`)}
        </button>
      ))}
    </div>
  )
}

function PaletteFoot({ count }: Readonly<{ count: number }>) {
  const say = useTexts()
  return (
    <div className="zk-palette-foot">
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {say('palette.choose')}
      </span>
      <span>
        <kbd>↵</kbd> {say('palette.open')}
      </span>
      <span>
        <kbd>{withCommand('↵')}</kbd> {say('palette.new-tab')}
      </span>
      <span className="zk-end">{say('palette.count', { count })}</span>
    </div>
  )
}

type GroupsProps = Readonly<{
  groups: readonly PaletteGroup[]
  q: string
  current: PaletteItem | undefined
  onOpen(item: PaletteItem, inNewTab: boolean): void
}>

function Groups({ groups, q, current, onOpen }: GroupsProps) {
  const say = useTexts()
  return (
    <div className="zk-palette-list" id="palette-list" role="listbox" aria-label={say('palette.label')}>
      {groups.map((group) => (
        <div key={group.key} role="group" aria-label={group.label}>
          <div className="zk-palette-group">{group.label}</div>
          {group.items.map((item) => (
            <PaletteLine key={item.key} item={item} q={q} isCurrent={item === current} onOpen={onOpen} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Records, pages and actions by a few letters; everything works by keyboard. */
export function PaletteDialog({ onClose }: Readonly<{ onClose(): void }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [q, setQ] = useState('')
  const [only, setOnly] = useState<Only>('all')
  const [at, setAt] = useState(0)
  const record = useOpenRecord()
  const { groups, isFetching } = usePaletteGroups(q, only, record)
  const items = groups.flatMap((group) => group.items)
  const current = items[Math.min(at, items.length - 1)]

  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  useEffect(() => {
    document.getElementById(`palette-${current?.key}`)?.scrollIntoView({ block: 'nearest' })
  }, [current?.key])

  const open = (item: PaletteItem, inNewTab: boolean) => {
    const target = { to: item.to as never, ...(item.search ? { search: item.search as never } : {}) }
    if (inNewTab) window.open(router.buildLocation(target).href, '_blank', 'noopener')
    else void navigate(target)
    onClose()
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) {
      event.preventDefault()
      setAt((items.length + Math.min(at, items.length - 1) + step) % Math.max(1, items.length))
    } else if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) {
      event.preventDefault()
      open(current, isCommand(event))
    }
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is the one beside it
    <dialog
      ref={dialog}
      className="zk-palette"
      aria-label={say('palette.label')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="zk-palette-box">
        <div className="zk-palette-head">
          <Search size={18} strokeWidth={1.5} aria-hidden="true" />
          <input
            role="combobox"
            aria-expanded={items.length > 0}
            aria-controls="palette-list"
            aria-activedescendant={current ? `palette-${current.key}` : undefined}
            aria-label={say('top.search.hint')}
            placeholder={say('top.search.hint')}
            autoComplete="off"
            spellCheck={false}
            value={q}
            onChange={(event) => {
              setQ(event.target.value)
              setAt(0)
            }}
            onKeyDown={onKey}
          />
          <Kinds only={only} isOnRecord={record !== undefined} onChoose={setOnly} />
        </div>
        <Groups groups={groups} q={q} current={current} onOpen={open} />
        {items.length === 0 && (
          <p className="zk-palette-none">{isFetching ? say('palette.searching') : say('palette.nothing', { q: q.trim() })}</p>
        )}
        <PaletteFoot count={items.length} />
      </div>
    </dialog>
  )
}
