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

/** Whether this person may write the field here: the server decides again. */
export const isEditable = (object: ObjectMeta, field: FieldMeta): boolean =>
  object.may.update &&
  field.right === 'write' &&
  !field.readOnly &&
  !field.system &&
  !field.name.includes('.') &&
  Boolean(webTypeOf(field).Input)
