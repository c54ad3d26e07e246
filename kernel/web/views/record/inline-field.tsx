import { Button } from 'antd'
import { Check, Pencil, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { rememberChangeSet } from '../../data/undo.ts'
import { isProblem } from '../../data/problem.ts'
import { refreshObject } from '../../data/row-cache.ts'
import { useSave } from '../../data/use-save.ts'
import { useRow } from '../../data/use-row.ts'
import { toWriting, webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { issuesOf } from '../form/form-issues.ts'
import { isEditable } from '../form/form-shape.ts'
import { StaleChoice } from '../form/stale-choice.tsx'

type InlineFieldProps = Readonly<{ object: ObjectMeta; row: Row; field: FieldMeta; isFresh: boolean }>

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** A value and its editor: a click opens it, Enter saves, Esc leaves it as it was. */
export function InlineField({ object, row, field, isFresh }: InlineFieldProps) {
  const say = useTexts()
  const [isEditing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { Cell, wide } = webTypeOf(field)
  const value = row[field.name]
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0)
  const canEdit = object.may.update && isEditable(field)
  const close = () => {
    setEditing(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  const shown = isEmpty ? <span className="zk-meta">{say('record.empty')}</span> : field.right === 'masked' ? <span>{String(value)}</span> : <Cell value={value} field={field} object={object.name} row={row} place="record" />
  if (isEditing) return <InlineEditor object={object} row={row} field={field} onClose={close} />
  if (!canEdit) return <div className={`zk-inline zk-inline-fixed${isFresh ? ' zk-fresh' : ''}`}>{shown}</div>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same for the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same for the keyboard
    <div
      className={`zk-inline${isFresh ? ' zk-fresh' : ''}${wide ? ' zk-inline-wide' : ''}`}
      onClick={(event) => !(event.target as HTMLElement).closest('a, button') && setEditing(true)}
    >
      <div className="zk-inline-value">{shown}</div>
      <button ref={button} type="button" className="zk-plain-button zk-inline-edit" aria-label={say('record.edit-field', { field: field.label })} onClick={() => setEditing(true)}>
        <Pencil size={13} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </div>
  )
}

function InlineEditor({ object, row, field, onClose }: Omit<InlineFieldProps, 'isFresh'> & Readonly<{ onClose(): void }>) {
  const say = useTexts()
  const save = useSave(object.name)
  const [value, setValue] = useState<unknown>(row[field.name] ?? null)
  const [issue, setIssue] = useState<string | null>(null)
  const [isStale, setStale] = useState(false)
  const [version] = useState(row.version)
  const frame = useRef<HTMLDivElement>(null)
  const { Input, wide } = webTypeOf(field)
  useOutside(frame, () => void store(value))
  const store = async (next: unknown, at = version) => {
    if (save.isPending || isStale) return
    if (isSame(next, row[field.name])) {
      onClose()
      return
    }
    if (field.required && (next === null || next === '')) {
      setIssue(say('form.required'))
      return
    }
    try {
      const saved = await save.mutateAsync({ id: row.id, values: { [field.name]: toWriting(next, field) }, version: at, shown: { [field.name]: next } })
      rememberChangeSet(saved.changeSet)
      onClose()
    } catch (error) {
      if (!isProblem(error)) throw error
      if (error.code === 'kernel.stale') {
        await refreshObject(object.name)
        setStale(true)
      } else setIssue(Object.values(issuesOf(error, () => true).byField)[0] ?? error.detail)
    }
  }
  if (!Input) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches Esc and Enter of the editor inside
    <div
      ref={frame}
      className={`zk-inline-editor${wide ? ' zk-inline-wide' : ''}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <Input
        value={value}
        onChange={(next) => {
          setValue(next)
          setIssue(null)
        }}
        field={field}
        object={object.name}
        row={{ ...row, [field.name]: value }}
        place="record"
        autoFocus
        aria-label={field.label}
        {...(issue ? { status: 'error' as const } : {})}
        onDone={(next) => void store(next === undefined ? value : next)}
      />
      <span className="zk-inline-steps">
        <Button size="small" type="primary" loading={save.isPending} icon={<Check size={14} aria-hidden="true" />} aria-label={say('form.save')} title={say('form.save')} onClick={() => void store(value)} />
        <Button size="small" icon={<X size={14} aria-hidden="true" />} aria-label={say('form.cancel')} title={say('form.cancel')} onClick={onClose} />
      </span>
      {issue && (
        <p className="zk-error zk-small" role="alert">
          {issue}
        </p>
      )}
      {isStale && <Stale object={object} id={row.id} mine={{ [field.name]: value }} onMine={(now) => void store(value, now).then(onClose)} onClose={onClose} />}
    </div>
  )
}

type StaleProps = Readonly<{ object: ObjectMeta; id: string; mine: Partial<Row>; onMine(version: number | undefined): void; onClose(): void }>

function Stale({ object, id, mine, onMine, onClose }: StaleProps) {
  const { data: now } = useRow(object.name, id)
  if (!now) return null
  return <StaleChoice object={object} now={now} mine={mine} onDecide={(kept) => (kept.length > 0 ? onMine(now.version) : onClose())} onClose={onClose} />
}

/** Calls back for a press outside of the editor and of what it opened above the page. */
function useOutside(frame: React.RefObject<HTMLElement | null>, leave: () => void): void {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      const target = event.target as HTMLElement
      if (frame.current?.contains(target) || target.closest('.ant-select-dropdown, .ant-picker-dropdown, .ant-cascader-dropdown, .ant-modal-root, .ant-drawer, .zk-toaster')) return
      latest.current()
    }
    document.addEventListener('pointerdown', onDown)
    return () => document.removeEventListener('pointerdown', onDown)
  }, [frame])
}
