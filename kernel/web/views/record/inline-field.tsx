import { Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { isEditable } from '../form/form-shape.ts'
import { InlineEditor } from './inline-editor.tsx'

type InlineFieldProps = Readonly<{ object: ObjectMeta; row: Row; field: FieldMeta; isFresh: boolean }>

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
    // Whoever left by a press elsewhere is there now; only a focus that got lost with the editor comes back to the value.
    requestAnimationFrame(() => (document.activeElement === document.body || document.activeElement === null) && button.current?.focus())
  }
  const shown = isEmpty ? (
    <span className="zk-meta" title={say('record.empty')}>
      —
    </span>
  ) : field.right === 'masked' ? (
    <span>{String(value)}</span>
  ) : (
    <Cell value={value} field={field} object={object.name} row={row} place="record" />
  )
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
      <button
        ref={button}
        type="button"
        className="zk-plain-button zk-inline-edit"
        aria-label={say('record.edit-field', { field: field.label })}
        onClick={() => setEditing(true)}
      >
        <Pencil size={13} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </div>
  )
}
