/** Why a row may not be what its writer meant. The row is given all the same; whoever reads decides. */
export type RowIssue = Readonly<{
  reason: 'too-few-cells' | 'too-many-cells' | 'null-byte' | 'unreadable-characters'
  /** How many cells the row has, for the first two. */
  cells?: number
}>

/** A row as the file has it, before columns are known. Blank cells are null; `line` is a line of a CSV or a row of a sheet, from 1. */
export type RawRow = Readonly<{ line: number; cells: readonly (string | null)[]; issue?: RowIssue }>
