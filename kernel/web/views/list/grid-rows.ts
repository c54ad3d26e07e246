import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/registry.ts'

/** What cells and headers of one list share; the grid hands it on as `context`. */
export type GridContext = Readonly<{
  object: ObjectMeta
  sort: readonly string[]
  onSort(sort: readonly string[]): void
  open(row: Row, inNewTab: boolean): void
  /** Opens a closed group of rows, closes an open one. */
  onGroup(key: string): void
}>

/** Row of the totals, pinned below: `$total` by path. No field's name begins so: a field may well be called `total` or `group`. */
export type TotalRow = Readonly<{ id: string; $total: Readonly<Record<string, unknown>>; text: string }>
/** Head of a group of rows: its figures are totals, too. `isOpen` is null where its rows can not be listed. */
export type GroupRow = TotalRow & Readonly<{ $group: Readonly<{ key: string; isOpen: boolean | null; count: number }> }>
export type GridRow = Row | TotalRow | GroupRow
export const isTotal = (row: GridRow | undefined): row is TotalRow => row !== undefined && '$total' in row
export const isGroup = (row: GridRow | undefined): row is GroupRow => row !== undefined && '$group' in row && isTotal(row)

/** Whether this person may write the field here: the server decides again. */
export const isEditable = (object: ObjectMeta, field: FieldMeta): boolean =>
  object.may.update &&
  field.right === 'write' &&
  !field.readOnly &&
  !field.system &&
  !field.name.includes('.') &&
  Boolean(webTypeOf(field).Input)
