import type { ColDef, SuppressKeyboardEventParams } from 'ag-grid-community'
import type { FieldMeta, Meta, ObjectMeta } from '../../data/meta-types.ts'
import { fieldAt, valueAt } from '../../data/use-meta.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { widthOf } from '../../fields/type-of.ts'
import type { Format } from '../../format/use-format.ts'
import { readColumns } from './column-memory.ts'
import { FieldCell, TitleCell } from './field-cell.tsx'
import { FieldEditor } from './field-editor.tsx'
import { isEditable } from './grid-rows.ts'
import { HeaderCell } from './header-cell.tsx'
import { PhoneRow } from './phone-row.tsx'
import { type GridRow, isGroup, isTotal, type TotalRow } from './row-kinds.ts'

/** Letters are shortcuts, not the beginning of a text; Enter opens the record. Editing begins with E, F2 or a double click. */
function isOurKey({ event, editing }: SuppressKeyboardEventParams): boolean {
  // In an open list Enter chooses; the input then says that it is done.
  if (editing) return event.key === 'Enter' && Boolean((event.target as HTMLElement).closest('.ant-select-open'))
  return event.key === 'Enter' || event.key === 'Backspace' || event.key === 'Delete' || (event.key.length === 1 && event.key !== ' ')
}

type ColumnsInput = Readonly<{ meta: Meta; object: ObjectMeta; columns: readonly string[]; format: Format }>

/** What the first cell of a total says, and of a group whether it is open: it is drawn anew when that changes. */
const headOf = (row: TotalRow): string => (isGroup(row) ? `${row.text} ${row.$group.isOpen}` : row.text)

function columnOf(field: FieldMeta, { object, format }: ColumnsInput, memory: ReturnType<typeof readColumns>): ColDef<GridRow> {
  const type = webTypeOf(field)
  const isTitle = field.name === object.title
  const isRight = type.align === 'right'
  return {
    colId: field.name,
    headerName: field.label,
    headerComponent: HeaderCell,
    headerComponentParams: { field, unit: type.unit?.(field, format), isRight },
    cellRenderer: isTitle ? TitleCell : FieldCell,
    cellRendererParams: { field },
    cellEditor: FieldEditor,
    cellEditorParams: { field },
    cellClass: isRight ? 'zk-cell zk-cell-right' : 'zk-cell',
    // The words of the totals are the value of their cell: it is drawn again when they change.
    valueGetter: ({ data }) => (isTotal(data) ? (isTitle ? headOf(data) : data.$total[field.name]) : valueAt(data, field.name)),
    editable: ({ data }) => data !== undefined && !isTotal(data) && isEditable(object, field),
    width: memory.widths[field.name] ?? Math.round((isTitle ? 236 : widthOf(type, field)) * (format.locale === 'en' ? 1.15 : 1)),
    minWidth: 56,
    pinned: isTitle || memory.pinned.includes(field.name) ? 'left' : null,
    suppressKeyboardEvent: isOurKey,
    suppressHeaderKeyboardEvent: ({ event }) => event.key === 'Enter',
    equals: (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other),
    sortable: false,
    lockPinned: isTitle,
  }
}

/** The columns of a list, in order. */
export function gridColumns(input: ColumnsInput): ColDef<GridRow>[] {
  const memory = readColumns(input.object.name)
  const fields = input.columns.flatMap((path) => fieldAt(input.meta, input.object, path) ?? [])
  const columns = fields.map((field) => columnOf(field, input, memory))
  // The last column takes what room is left, so that rows reach the edge of a wide window.
  const last = columns.at(-1)
  return last && columns.length > 1 ? [...columns.slice(0, -1), { ...last, flex: 1, minWidth: last.width ?? 140 }] : columns
}

/** On a phone: one column, whose cells draw the first fields below the title. */
export function phoneColumns({ meta, object, columns }: ColumnsInput): ColDef<GridRow>[] {
  const fields = columns.flatMap((path) => fieldAt(meta, object, path) ?? [])
  return [
    {
      colId: object.title,
      flex: 1,
      cellClass: 'zk-cell',
      cellRenderer: PhoneRow,
      cellRendererParams: { fields },
      sortable: false,
      valueGetter: ({ data }) => data,
    },
  ]
}

/** Paths to ask for: what is drawn, what stands for the record, what a write starts from. */
export const askedFields = (object: ObjectMeta, columns: readonly string[]): readonly string[] => [
  ...new Set([object.title, ...columns, 'version', ...(object.views.mark ? [object.views.mark] : [])]),
]
