import { Popover } from 'antd'
import { Plus, X } from 'lucide-react'
import { Fragment, type KeyboardEvent as KeyPress, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import { fieldAt, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { isCovered, isTyping } from '../parts/keys.ts'
import { ConditionChip } from './condition-chip.tsx'
import { FilterBuilder, openCondition } from './filter-builder.tsx'
import { type Group, replaceAt, toJson, toTree } from './filter-tree.ts'
import { orderWords } from './order-words.ts'
import './filter.css'

type FilterBarProps = Readonly<{
  object: ObjectMeta
  filter: FilterJson
  q: string
  sort: readonly string[]
  /** Only the reader's own records are shown. */
  isMine?: boolean
  onFilter(filter: FilterJson): void
  onQ(q: string): void
  /** What stands at the right end: count, columns, SQL. */
  children?: ReactNode
}>

/** The place of the conditions inside the sentence; a character no text holds. */
const slot = '\u0001'

/** The tree being edited: it holds conditions that are not complete yet, which the address does not. */
function useDraft(filter: FilterJson, object: ObjectMeta, onFilter: (filter: FilterJson) => void) {
  const meta = useMeta()
  const asked = useMemo(() => toTree(filter, (path) => Boolean(fieldAt(meta, object, path))), [filter, meta, object])
  const [draft, setDraft] = useState<Group | null>(null)
  const change = (tree: Group) => {
    setDraft(tree)
    const json = toJson(tree)
    if (JSON.stringify(json) !== JSON.stringify(filter)) onFilter(json)
  }
  const begin = useCallback(
    (withNew: boolean) => setDraft(withNew || asked.items.length === 0 ? { ...asked, items: [...asked.items, openCondition] } : asked),
    [asked],
  )
  const remove = (position: number) => onFilter(toJson(replaceAt(asked, [position], null)))
  return { asked, draft, change, remove, begin, end: () => setDraft(null) }
}

function SortWords({ object, sort }: Readonly<{ object: ObjectMeta; sort: readonly string[] }>) {
  const say = useTexts()
  const meta = useMeta()
  const [first] = sort
  const field = first ? fieldAt(meta, object, first.replace(/^-/, '')) : undefined
  if (!field || !first) return null
  return (
    <>
      <span className="zk-filter-by">{say('filter.by')}</span>
      <span className="zk-chip">
        {field.label} <em>{orderWords(field, first.startsWith('-'), say)}</em>
      </span>
    </>
  )
}

/** The builder takes the cursor when it has opened; Esc closes it once no list inside it is open, and gives the cursor back. */
function useBuilderKeys(end: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const afterOpenChange = (isOpen: boolean) => {
    if (isOpen && !box.current?.contains(document.activeElement))
      [...(box.current?.querySelectorAll('.zk-condition') ?? [])].at(-1)?.querySelector('input')?.focus()
  }
  const onKeyDown = (event: KeyPress) => {
    if (event.key !== 'Escape' || box.current?.querySelector('.ant-select-open')) return
    event.stopPropagation()
    end()
    button.current?.focus()
  }
  return { box, button, afterOpenChange, onKeyDown }
}

/** The filter as a sentence: conditions as chips, a builder behind them, the order at the end. `/` opens it. */
export function FilterBar({ object, filter, q, sort, isMine = false, onFilter, onQ, children }: FilterBarProps) {
  const say = useTexts()
  const { asked, draft, change, remove, begin, end } = useDraft(filter, object, onFilter)
  const { box, button, afterOpenChange, onKeyDown } = useBuilderKeys(end)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target) || isCovered()) return
      event.preventDefault()
      begin(false)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [begin])

  const hasWords = asked.items.length > 0 || q !== ''
  const [all, some] = isMine ? (['filter.mine', 'filter.mine.some'] as const) : (['filter.all', 'filter.some'] as const)
  const sentence = say(hasWords ? some : all, { objects: object.labelPlural, conditions: slot })
  const [before = '', after = ''] = sentence.split(slot)
  return (
    <div className="zk-filter" role="search" aria-label={say('filter.label')}>
      <div className="zk-filter-sentence">
        <span>{before}</span>
        {q && (
          <span className="zk-chip">
            <em>{say('filter.words')}</em> {q}
            <button type="button" className="zk-plain-button" aria-label={say('filter.remove')} onClick={() => onQ('')}>
              <X size={14} strokeWidth={1.5} aria-hidden="true" />
            </button>
          </span>
        )}
        {asked.items.map((node, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          <Fragment key={position}>
            {(position > 0 || q) && <span>{say(`filter.${asked.join}`)}</span>}
            <ConditionChip node={node} object={object} onOpen={() => begin(false)} onRemove={() => remove(position)} />
          </Fragment>
        ))}
        {after && <span>{after}</span>}
        <SortWords object={object} sort={sort} />
      </div>
      <Popover
        open={draft !== null}
        onOpenChange={(isOpen) => !isOpen && end()}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        afterOpenChange={afterOpenChange}
        content={
          draft && (
            // biome-ignore lint/a11y/noStaticElementInteractions: catches Esc of the controls inside
            <div ref={box} onKeyDown={onKeyDown}>
              <FilterBuilder tree={draft} object={object} onChange={change} />
            </div>
          )
        }
      >
        <button ref={button} type="button" className="zk-chip zk-chip-new" onClick={() => begin(true)}>
          <Plus size={14} strokeWidth={1.5} aria-hidden="true" />
          {say('filter.condition')}
          <kbd>/</kbd>
        </button>
      </Popover>
      <span className="zk-grow" />
      <div className="zk-filter-end">{children}</div>
    </div>
  )
}
