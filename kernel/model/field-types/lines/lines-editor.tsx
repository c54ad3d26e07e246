import { Button } from 'antd'
import { GripVertical, ListPlus, Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FieldMeta, LinkValue, ObjectMeta, Row } from '../../../web/data/meta-types.ts'
import { showToast } from '../../../web/data/toasts.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { readTable } from '../../../web/fields/pasted-table.ts'
import { webTypeOf } from '../../../web/fields/type-of.ts'
import type { InputProps } from '../../../web/fields/web-field-type.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { previewOf } from '../formula/preview.ts'
import { isArranged, lineColumns, linesOf, newLine } from './line-values.ts'
import { isTypable, readLines, targetOf } from './lines-paste.ts'
import { LinesPicker } from './lines-picker.tsx'
import { LinesHead, LinesSums } from './lines-table.tsx'

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

/** Computed fields of a line as they will be. */
const withPreview = (line: ObjectMeta, row: Row, format: Format): Row => {
  const facts = { today: format.today(), timeZone: format.timeZone, currency: format.currency }
  const computed = Object.values(line.fields).flatMap((field) => {
    const value = previewOf(field, row, facts)
    return value === undefined ? [] : [[field.name, value] as const]
  })
  return { ...row, ...Object.fromEntries(computed) } as Row
}

/** In which line and column of the table an element is. */
function placeOf(body: HTMLElement | null, from: HTMLElement): Readonly<{ row: number; column: number }> {
  const cell = from.closest('td')
  const row = cell?.closest('tr')
  return { row: row && body ? [...body.children].indexOf(row) : -1, column: cell && row ? [...row.children].indexOf(cell) : -1 }
}

/** The control in a line and column. */
const controlAt = (body: HTMLElement | null, { row, column }: Readonly<{ row: number; column: number }>): HTMLElement | null =>
  body?.children[row]?.children[column]?.querySelector<HTMLElement>('input, textarea, [tabindex], button') ?? null

const moved = (lines: readonly Row[], from: number, to: number): readonly Row[] =>
  from === to || !lines[from] || !lines[to] ? lines : lines.toSpliced(from, 1).toSpliced(to, 0, lines[from])

/** What stands there when an answer comes that was asked for earlier. */
function useLatest<T>(value: T) {
  const ref = useRef(value)
  useEffect(() => {
    ref.current = value
  })
  return ref
}

/** Lines typed like a table: Enter goes down a line, in the last one it adds another; Alt with an arrow moves a line, and a table of a spreadsheet fills cells from the focused one on. */
export function LinesEditor({ value, onChange, field, disabled }: InputProps) {
  const say = useTexts()
  const format = useFormat()
  const line = useMeta().objects[String(field.options.object)]
  const body = useRef<HTMLTableSectionElement>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [isPicking, setPicking] = useState(false)
  const lines = linesOf(value)
  const latest = useLatest(lines)
  if (!line) return null
  const columns = lineColumns(line, String(field.options.by))
  const arranged = isArranged(line)
  const several = columns.find((column) => isTypable(column) && targetOf(column))
  const set = (next: readonly Row[]) => onChange(next)
  const add = () => {
    set([...lines, withPreview(line, newLine(line), format)])
    requestAnimationFrame(() => body.current?.lastElementChild?.querySelector<HTMLElement>('input, textarea')?.focus())
  }
  const onKey = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    const target = event.target as HTMLElement
    // A drawer opened from a picker is no part of the table.
    if (!event.currentTarget.contains(target)) return
    if (target.closest('.ant-select-open, button')) return
    event.preventDefault()
    const { row, column } = placeOf(body.current, target)
    const below = controlAt(body.current, { row: row + (event.shiftKey ? -1 : 1), column })
    if (below) below.focus()
    else if (!event.shiftKey) add()
  }
  const onMove = (event: React.KeyboardEvent<HTMLElement>) => {
    if (!arranged || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    const { row, column } = placeOf(body.current, event.target as HTMLElement)
    if (row < 0) return
    event.preventDefault()
    event.stopPropagation()
    const to = row + (event.key === 'ArrowUp' ? -1 : 1)
    if (!lines[to]) return
    set(moved(lines, row, to))
    requestAnimationFrame(() => controlAt(body.current, { row: to, column })?.focus())
  }
  const onPaste = (event: React.ClipboardEvent<HTMLElement>) => {
    const text = event.clipboardData.getData('text/plain')
    const { row, column } = placeOf(body.current, event.target as HTMLElement)
    if (row < 0 || !columns[column] || !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    event.stopPropagation()
    void readLines(columns, readTable(text), { from: column, format }).then(({ rows, saved, refused }) => {
      const now = latest.current
      const pasted = rows.map((values, down) => withPreview(line, { ...(now[row + down] ?? newLine(line)), ...values } as Row, format))
      set([...now.slice(0, row), ...pasted, ...now.slice(row + pasted.length)])
      showToast({
        text: say(refused > 0 ? 'list.pasted.some' : 'list.pasted', { count: saved, refused }),
        tone: refused > 0 ? 'info' : 'done',
      })
    })
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
              <tr
                key={row.id}
                onDragOver={(event) => dragged && event.preventDefault()}
                onDrop={() => {
                  set(
                    moved(
                      lines,
                      lines.findIndex(({ id }) => id === dragged),
                      at,
                    ),
                  )
                  setDragged(null)
                }}
              >
                {columns.map((column) => (
                  <LineCell
                    key={column.name}
                    line={line}
                    column={column}
                    row={row}
                    onChange={(next) =>
                      set(lines.map((one, i) => (i === at ? withPreview(line, { ...one, [column.name]: next } as Row, format) : one)))
                    }
                  />
                ))}
                <td className="zk-line-remove">
                  {arranged && (
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
                        setDragged(row.id)
                      }}
                      onDragEnd={() => setDragged(null)}
                    />
                  )}
                  <Button
                    type="text"
                    size="small"
                    icon={<X size={14} aria-hidden="true" />}
                    aria-label={say('field.lines.remove')}
                    title={say('field.lines.remove')}
                    onClick={() => set(lines.filter((one) => one !== row))}
                  />
                </td>
              </tr>
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
