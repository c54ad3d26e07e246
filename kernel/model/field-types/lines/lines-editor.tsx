import { Button } from 'antd'
import { GripVertical, ListPlus, Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { FieldMeta, LinkValue, ObjectMeta, Row } from '../../../web/data/meta-types.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { webTypeOf } from '../../../web/fields/type-of.ts'
import type { InputProps } from '../../../web/fields/web-field-type.ts'
import { useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { isArranged, lineColumns, linesOf, newLine } from './line-values.ts'
import { isTypable, targetOf } from './lines-paste.ts'
import { LinesPicker } from './lines-picker.tsx'
import { LinesHead, LinesLeft, LinesSums } from './lines-table.tsx'
import { moved, useLineKeys, useLinesPaste, withPreview } from './use-lines.ts'

type LineCellProps = Readonly<{ line: ObjectMeta; column: FieldMeta; row: Row; onChange(value: unknown): void }>

function LineCell({ line, column, row, onChange }: LineCellProps) {
  const { Input, Cell, align } = webTypeOf(column)
  const value = row[column.name] ?? null
  if (!Input || !isTypable(column)) {
    return (
      <td className={align ? 'zk-number' : ''}>
        {value === null ? null : <Cell value={value} field={column} object={line.name} row={row} place="record" />}
      </td>
    )
  }
  return (
    <td className="zk-line-cell">
      <Input value={value} onChange={onChange} field={column} object={line.name} row={row} place="cell" aria-label={column.label} />
    </td>
  )
}

type LineRowProps = Readonly<{
  line: ObjectMeta
  columns: readonly FieldMeta[]
  row: Row
  /** The line that is being dragged lands here. */
  onDrop: (() => void) | null
  onDrag(id: string | null): void
  onChange(column: string, value: unknown): void
  onRemove(): void
}>

function LineRow({ line, columns, row, onDrop, onDrag, onChange, onRemove }: LineRowProps) {
  const say = useTexts()
  return (
    <tr onDragOver={(event) => onDrop && event.preventDefault()} onDrop={() => onDrop?.()}>
      {columns.map((column) => (
        <LineCell key={column.name} line={line} column={column} row={row} onChange={(next) => onChange(column.name, next)} />
      ))}
      <td className="zk-line-remove">
        {isArranged(line) && (
          <Button
            type="text"
            size="small"
            className="zk-line-grip"
            draggable
            icon={<GripVertical size={14} aria-hidden="true" />}
            aria-label={say('field.lines.move')}
            title={say('field.lines.move')}
            onDragStart={(event) => {
              event.dataTransfer.setData('text/plain', '')
              onDrag(row.id)
            }}
            onDragEnd={() => onDrag(null)}
          />
        )}
        <Button
          type="text"
          size="small"
          icon={<X size={14} aria-hidden="true" />}
          aria-label={say('field.lines.remove')}
          title={say('field.lines.remove')}
          onClick={onRemove}
        />
      </td>
    </tr>
  )
}

/** Lines typed like a table: Enter goes down a line, in the last one it adds another; Alt with an arrow moves a line, and a table of a spreadsheet fills cells from the focused one on. */
export function LinesEditor(props: InputProps) {
  const line = useMeta().objects[String(props.field.options.object)]
  return line ? <Editor {...props} line={line} /> : null
}

function Editor({ value, onChange, field, object, row, disabled, line }: InputProps & Readonly<{ line: ObjectMeta }>) {
  const say = useTexts()
  const format = useFormat()
  const body = useRef<HTMLTableSectionElement>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [isPicking, setPicking] = useState(false)
  const lines = linesOf(value)
  const columns = lineColumns(line, String(field.options.by))
  const several = columns.find((column) => isTypable(column) && targetOf(column))
  const set = (next: readonly Row[]) => onChange(next)
  const { add, onKey, onMove } = useLineKeys(body, { line, lines, set })
  const onPaste = useLinesPaste(body, { line, columns, lines, set })
  const drop = (at: number) => {
    const from = lines.findIndex(({ id }) => id === dragged)
    set(moved(lines, from, at))
    setDragged(null)
  }
  const take = (column: FieldMeta, chosen: readonly LinkValue[]) => {
    setPicking(false)
    set([...lines, ...chosen.map((one) => withPreview(line, { ...newLine(line), [column.name]: one } as Row, format))])
  }
  return (
    <div className="zk-lines">
      {lines.length > 0 && (
        <table aria-label={field.label} onKeyDown={onKey} onKeyDownCapture={onMove} onPasteCapture={onPaste}>
          <LinesHead columns={columns} isEdited />
          <tbody ref={body}>
            {lines.map((row, at) => (
              <LineRow
                key={row.id}
                line={line}
                columns={columns}
                row={row}
                onDrop={dragged === null ? null : () => drop(at)}
                onDrag={setDragged}
                onChange={(name, next) =>
                  set(lines.map((one, i) => (i === at ? withPreview(line, { ...one, [name]: next } as Row, format) : one)))
                }
                onRemove={() => set(lines.filter((one) => one !== row))}
              />
            ))}
          </tbody>
          <LinesSums object={line.name} columns={columns} lines={lines} isEdited />
        </table>
      )}
      <div className="zk-lines-add">
        <Button type="text" size="small" disabled={disabled ?? false} icon={<Plus size={14} aria-hidden="true" />} onClick={add}>
          {say('field.lines.add')}
        </Button>
        {several && (
          <Button
            type="text"
            size="small"
            disabled={disabled ?? false}
            icon={<ListPlus size={14} aria-hidden="true" />}
            onClick={() => setPicking(true)}
          >
            {say('field.lines.several', { objects: targetOf(several)!.labelPlural })}
          </Button>
        )}
        <LinesLeft field={field} object={object} row={row ?? {}} lines={lines} />
        {lines.length > 0 && <span className="zk-meta zk-small zk-wide-only">{say('field.lines.hint')}</span>}
      </div>
      {isPicking && several && (
        <LinesPicker
          column={several}
          target={targetOf(several)!}
          onClose={() => setPicking(false)}
          onPick={(chosen) => take(several, chosen)}
        />
      )}
    </div>
  )
}
