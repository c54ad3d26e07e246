import type { CustomCellEditorProps } from 'ag-grid-react'
import { ConfigProvider } from 'antd'
import { useEffect, useRef } from 'react'
import type { FieldMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/registry.ts'
import type { GridContext } from './grid-rows.ts'
import type { GridRow } from './row-kinds.ts'

type FieldEditorProps = CustomCellEditorProps<GridRow, unknown, GridContext> & Readonly<{ field: FieldMeta }>

let host: HTMLElement | null = null
/** Where pickers of cells open. The class tells the grid that a click in there is no click beside the cell. */
function popupHost(): HTMLElement {
  if (!host) {
    host = document.createElement('div')
    host.className = 'ag-custom-component-popup'
    document.body.append(host)
  }
  return host
}

/** A cell while it is edited: the field's own input. Enter and Tab save, Escape leaves as it was. */
export function FieldEditor({ value, onValueChange, stopEditing, field, data, context }: FieldEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const { Input } = webTypeOf(field)
  useEffect(() => {
    const input = box.current?.querySelector<HTMLElement>('input, textarea, [tabindex]')
    input?.focus()
    if (input instanceof HTMLInputElement) input.select()
  }, [])
  if (!Input) return null
  const done = (last?: unknown) => {
    if (last !== undefined) onValueChange(last)
    // The grid reads the value after this turn, when the last change has arrived.
    setTimeout(() => stopEditing())
  }
  return (
    <div className="zk-cell-editor" ref={box}>
      <ConfigProvider getPopupContainer={popupHost}>
        <Input
          value={value ?? null}
          onChange={onValueChange}
          field={field}
          object={context.object.name}
          row={data as Row}
          place="cell"
          aria-label={field.label}
          autoFocus
          onDone={done}
        />
      </ConfigProvider>
    </div>
  )
}
