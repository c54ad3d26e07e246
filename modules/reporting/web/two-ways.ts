import type { FigureRow } from '#kernel/web'

type Words = Readonly<{ groupAt(row: FigureRow, place: number): string }>
/** Rows of two groups as a grid: by the first group downwards, by the second across. */
export type Grid = Readonly<{
  rows: readonly string[]
  columns: readonly string[]
  /** The row of figures at a place; undefined where nothing is. */
  at(row: string, column: string): FigureRow | undefined
}>

const mostColumns = 60

export function gridOf(rows: readonly FigureRow[], words: Words): Grid {
  const keyOf = (row: FigureRow) => `${words.groupAt(row, 0)}\u0001${words.groupAt(row, 1)}`
  const cells = new Map(rows.map((row) => [keyOf(row), row]))
  return {
    rows: [...new Set(rows.map((row) => words.groupAt(row, 0)))],
    columns: [...new Set(inOrder(rows).map((row) => words.groupAt(row, 1)))].slice(0, mostColumns),
    at: (row, column) => cells.get(`${row}\u0001${column}`),
  }
}

const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** Days across stand in their order, whatever the rows are in order of. */
function inOrder(rows: readonly FigureRow[]): readonly FigureRow[] {
  const name = Object.keys(rows[0] ?? {})[1]
  if (!name || !rows.every((row) => row[name] === null || isDay(row[name]))) return rows
  return rows.toSorted((one, two) => String(one[name] ?? '9').localeCompare(String(two[name] ?? '9')))
}
