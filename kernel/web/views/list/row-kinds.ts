import type { Row } from '../../data/meta-types.ts'

/** Row of the totals, pinned below: `$total` by path. No field's name begins so: a field may well be called `total` or `group`. */
export type TotalRow = Readonly<{ id: string; $total: Readonly<Record<string, unknown>>; text: string }>
/** Head of a group of rows: its figures are totals, too. `isOpen` is null where its rows can not be listed. */
export type GroupRow = TotalRow & Readonly<{ $group: Readonly<{ key: string; isOpen: boolean | null; count: number }> }>
export type GridRow = Row | TotalRow | GroupRow
export const isTotal = (row: GridRow | undefined): row is TotalRow => row !== undefined && '$total' in row
export const isGroup = (row: GridRow | undefined): row is GroupRow => row !== undefined && '$group' in row && isTotal(row)
