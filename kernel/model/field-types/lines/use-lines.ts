import { useEffect, useRef } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../../web/data/meta-types.ts'
import { showToast } from '../../../web/data/toasts.ts'
import { readTable } from '../../../web/fields/pasted-table.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { previewOf } from '../formula/preview.ts'
import { isArranged, newLine } from './line-values.ts'
import { readLines } from './lines-paste.ts'

/** Computed fields of a line as they will be. */
export const withPreview = (line: ObjectMeta, row: Row, format: Format): Row => {
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

export const moved = (lines: readonly Row[], from: number, to: number): readonly Row[] =>
  from === to || !lines[from] || !lines[to] ? lines : lines.toSpliced(from, 1).toSpliced(to, 0, lines[from])

/** What stands there when an answer comes that was asked for earlier. */
function useLatest<T>(value: T) {
  const ref = useRef(value)
  useEffect(() => {
    ref.current = value
  })
  return ref
}

type Lines = Readonly<{ line: ObjectMeta; columns: readonly FieldMeta[]; lines: readonly Row[]; set(next: readonly Row[]): void }>

/** Enter goes down a line, in the last one it adds another. */
export function useLineKeys(body: React.RefObject<HTMLElement | null>, { line, lines, set }: Omit<Lines, 'columns'>) {
  const format = useFormat()
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
    if (!isArranged(line) || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    const { row, column } = placeOf(body.current, event.target as HTMLElement)
    if (row < 0) return
    event.preventDefault()
    event.stopPropagation()
    const to = row + (event.key === 'ArrowUp' ? -1 : 1)
    if (!lines[to]) return
    set(moved(lines, row, to))
    requestAnimationFrame(() => controlAt(body.current, { row: to, column })?.focus())
  }
  return { add, onKey, onMove }
}

/** A table of a spreadsheet fills cells from the focused one on. */
export function useLinesPaste(body: React.RefObject<HTMLElement | null>, { line, columns, lines, set }: Lines) {
  const say = useTexts()
  const format = useFormat()
  const latest = useLatest(lines)
  return (event: React.ClipboardEvent<HTMLElement>) => {
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
}
