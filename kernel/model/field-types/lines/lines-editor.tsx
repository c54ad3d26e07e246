import { Button } from 'antd'
import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../../web/data/meta-types.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { webTypeOf } from '../../../web/fields/type-of.ts'
import type { InputProps } from '../../../web/fields/web-field-type.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { previewOf } from '../formula/preview.ts'
import { lineColumns, linesOf, newLine } from './line-values.ts'
import { LinesHead, LinesSums } from './lines-table.tsx'

type LineCellProps = Readonly<{ line: ObjectMeta; column: FieldMeta; row: Row; onChange(value: unknown): void }>

function LineCell({ line, column, row, onChange }: LineCellProps) {
  const { Input, Cell, align } = webTypeOf(column)
  const value = row[column.name] ?? null
  if (!Input || column.readOnly || column.right !== 'write') {
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

/** The control of the same column in the line below or above. */
function neighbour(from: HTMLElement, step: 1 | -1): HTMLElement | null {
  const cell = from.closest('td')
  const row = cell?.closest('tr')
  const next = step === 1 ? row?.nextElementSibling : row?.previousElementSibling
  const place = cell && row ? [...row.children].indexOf(cell) : -1
  return next?.children[place]?.querySelector<HTMLElement>('input, textarea, [tabindex]') ?? null
}

/** Lines typed like a table: Enter goes down a line, in the last one it adds another. */
export function LinesEditor({ value, onChange, field, disabled }: InputProps) {
  const say = useTexts()
  const format = useFormat()
  const line = useMeta().objects[String(field.options.object)]
  const body = useRef<HTMLTableSectionElement>(null)
  const lines = linesOf(value)
  if (!line) return null
  const columns = lineColumns(line, String(field.options.by))
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
    const below = neighbour(target, event.shiftKey ? -1 : 1)
    if (below) below.focus()
    else if (!event.shiftKey) add()
  }
  return (
    <div className="zk-lines">
      {lines.length > 0 && (
        <table aria-label={field.label} onKeyDown={onKey}>
          <LinesHead columns={columns} isEdited />
          <tbody ref={body}>
            {lines.map((row, at) => (
              <tr key={row.id}>
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
        {lines.length > 0 && <span className="zk-meta zk-small zk-wide-only">{say('field.lines.hint')}</span>}
      </div>
    </div>
  )
}
