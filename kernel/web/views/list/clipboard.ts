import type { GridApi } from 'ag-grid-community'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { currentMeta, fieldAt, valueAt } from '../../data/use-meta.ts'
import { readTable } from '../../fields/pasted-table.ts'
import { toPlainText } from '../../fields/plain-value.tsx'
import { webTypeOf } from '../../fields/registry.ts'
import type { Format } from '../../format/use-format.ts'
import { isEditable } from './grid-rows.ts'
import { type GridRow, isTotal } from './row-kinds.ts'

type Sheet = Readonly<{ api: GridApi<GridRow>; object: ObjectMeta; format: Format }>

const cellText = (row: Row, field: FieldMeta, format: Format): string => {
  const value = valueAt(row, field.name)
  if (value === null || value === undefined) return ''
  const text = webTypeOf(field).toClipboard?.(value, field, format) ?? toPlainText(value)
  return text.replace(/[\t\r\n]+/g, ' ')
}

const shownFields = ({ api, object }: Sheet): readonly FieldMeta[] =>
  api.getAllDisplayedColumns().flatMap((column) => fieldAt(currentMeta(), object, column.getColId()) ?? [])

/** The selected rows as a table for a spreadsheet; without selection the focused cell. */
export function copyText(sheet: Sheet): string | null {
  const { api, format } = sheet
  const rows = api.getSelectedNodes().flatMap(({ data }) => (data && !isTotal(data) ? [data] : []))
  if (rows.length > 0) {
    const fields = shownFields(sheet)
    return [
      fields.map(({ label }) => label).join('\t'),
      ...rows.map((row) => fields.map((field) => cellText(row, field, format)).join('\t')),
    ].join('\n')
  }
  const at = api.getFocusedCell()
  const data = at && api.getDisplayedRowAtIndex(at.rowIndex)?.data
  const field = at && fieldAt(currentMeta(), sheet.object, at.column.getColId())
  return data && field && !isTotal(data) ? cellText(data, field, format) : null
}

/** One cell to be written. */
export type PastedCell = Readonly<{ rowIndex: number; field: FieldMeta; value: unknown }>
export type Pasted = Readonly<{ cells: readonly PastedCell[]; refused: number }>

/** What a pasted table means for the cells from the focused one to the right and down. */
export function readPaste(sheet: Sheet, text: string): Pasted {
  const { api, object, format } = sheet
  const at = api.getFocusedCell()
  if (!at) return { cells: [], refused: 0 }
  const fields = shownFields(sheet)
  const first = fields.findIndex(({ name }) => name === at.column.getColId())
  let refused = 0
  const cells = readTable(text).flatMap((line, down) =>
    line.flatMap((word, right): readonly PastedCell[] => {
      const field = fields[first + right]
      const row = api.getDisplayedRowAtIndex(at.rowIndex + down)?.data
      const value =
        field && isEditable(object, field)
          ? word.trim() === ''
            ? null
            : webTypeOf(field).fromClipboard?.(word.trim(), field, format)
          : undefined
      if (!field || !row || value === undefined) {
        refused += 1
        return []
      }
      return [{ rowIndex: at.rowIndex + down, field, value }]
    }),
  )
  return { cells, refused }
}
