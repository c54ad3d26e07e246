/**
 * What the cells of a column are. `number`: numbers, or plain decimals as text; `day`: `YYYY-MM-DD`; `instant`: ISO with offset, or a Date;
 * `yes-no`: booleans. A cell that is not what its column says is written as text.
 */
export type CellKind = 'text' | 'number' | 'day' | 'instant' | 'yes-no'
/** `key` names the column in JSON Lines, `title` in CSV and XLSX; a marked title is red there. */
export type OutColumn = Readonly<{ key: string; title: string; kind: CellKind; isMarked?: boolean }>
/** Cells in the order of the columns; objects and lists are written as JSON. */
export type OutRow = readonly unknown[]
export type OutBatches = AsyncIterable<readonly OutRow[]>

export type WriteOptions = Readonly<{
  /** A byte order mark, by which Excel knows UTF-8. CSV only; on unless false. */
  bom?: boolean
  /** CSV only; a comma unless told. */
  separator?: string
  /** An apostrophe before text that a spreadsheet would run as a formula. CSV only; on unless false. */
  guard?: boolean
  /** Zone (IANA) in which XLSX shows instants; UTC unless told. CSV and JSON Lines write them as they come. */
  zone?: string
  /** XLSX only; further sheets get a number behind it. */
  sheetName?: string
  /** XLSX only: a last sheet of words with what the rows mean; pairs of what and how. */
  about?: Readonly<{ name: string; rows: readonly (readonly [string, string])[] }>
}>

/** Rows below the header of one XLSX sheet. */
export const SHEET_ROWS_AT_MOST = 1_048_575

/** A cell as text; JSON for objects. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return cell.toISOString()
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}
