import type { Block, Cell, Column, TableRow } from '../paper.ts'
import { ink, margin, needRoom, rule, type Sheet, setStyle, size } from './sheet.ts'

type Table = Extract<Block, { is: 'table' }>
type CellRow = Extract<TableRow, { cells: unknown }>
type Placed = Readonly<{ column: Column; x: number; width: number }>

const pad = { x: 4, y: 4 } as const

/** A table whose head stands again on every page it goes over; its last row stays with what stands `behind` it. A row that is taller than a page goes on with its rest on the next. */
export function drawTable(sheet: Sheet, { columns, rows }: Table, behind: number): void {
  const places = placesOf(sheet, columns)
  needRoom(sheet, rows.length > 1 ? 60 : 60 + behind)
  drawHead(sheet, places)
  for (const row of rows.slice(0, -1)) drawRow(sheet, places, row)
  const last = rows.at(-1)
  if (last) drawRow(sheet, places, last, behind + 6)
  sheet.doc.y += 6
}

function placesOf({ left, width }: Sheet, columns: readonly Column[]): Placed[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0)
  let x = left
  return columns.map((column) => {
    const own = (width * column.share) / all
    const place = { column, x: x + pad.x, width: own - 2 * pad.x }
    x += own
    return place
  })
}

function drawHead(sheet: Sheet, places: readonly Placed[]): void {
  const { doc, left, width } = sheet
  setStyle(sheet, { isBold: true, size: size.small })
  const height = Math.max(...places.map(({ column, width: own }) => doc.heightOfString(column.title || ' ', { width: own }))) + 2 * pad.y
  const y = doc.y
  doc.rect(left, y, width, height).fill(ink.band)
  setStyle(sheet, { isBold: true, size: size.small })
  for (const { column, x, width: own } of places) doc.text(column.title, x, y + pad.y, { width: own, align: column.side ?? 'left' })
  doc.y = y + height
}

function drawRow(sheet: Sheet, places: readonly Placed[], row: TableRow, behind = 0): void {
  if ('heading' in row) {
    drawHeading(sheet, places, row.heading)
    return
  }
  turn(sheet, places, rowHeight(sheet, places, row.cells) + behind)
  for (let rest: CellRow | null = row; rest; ) rest = drawWhatFits(sheet, places, rest)
}

/** What of the row did not fit on this page. */
function drawWhatFits(sheet: Sheet, places: readonly Placed[], row: CellRow): CellRow | null {
  const height = rowHeight(sheet, places, row.cells)
  turn(sheet, places, height)
  const most = sheet.bottom - sheet.doc.y
  if (height <= most) {
    drawCells(sheet, places, row, height)
    return null
  }
  const parts = row.cells.map((cell, i) => splitCell(sheet, places[i]!, cell, most - 2 * pad.y))
  drawCells(sheet, places, { ...row, cells: parts.map(([first]) => first) }, most)
  return { ...row, cells: parts.map(([, rest]) => rest) }
}

/** Goes to the next page, with the head, where the row does not fit and this page has something on it already. */
function turn(sheet: Sheet, places: readonly Placed[], height: number): void {
  const { doc, bottom } = sheet
  const isFresh = doc.y < margin.top + 60
  if (doc.y + height <= bottom || isFresh) return
  doc.addPage()
  drawHead(sheet, places)
}

function drawHeading(sheet: Sheet, places: readonly Placed[], text: string): void {
  const { doc, left, width } = sheet
  setStyle(sheet, { isBold: true })
  const height = doc.heightOfString(text || ' ', { width: width - 2 * pad.x }) + 2 * pad.y
  turn(sheet, places, height + 30)
  const y = doc.y
  setStyle(sheet, { isBold: true }).text(text, left + pad.x, y + pad.y, { width: width - 2 * pad.x })
  doc.y = y + height
  rule(sheet, doc.y)
}

function cellHeight(sheet: Sheet, { width }: Placed, { text, small }: Cell): number {
  setStyle(sheet)
  const first = text ? sheet.doc.heightOfString(text, { width }) : 0
  if (!small) return first
  setStyle(sheet, { size: size.small })
  return first + sheet.doc.heightOfString(small, { width })
}

const rowHeight = (sheet: Sheet, places: readonly Placed[], cells: readonly Cell[]): number =>
  Math.max(12, ...cells.map((cell, i) => cellHeight(sheet, places[i]!, cell))) + 2 * pad.y

function drawCells(sheet: Sheet, places: readonly Placed[], row: CellRow, height: number): void {
  const { doc } = sheet
  const y = doc.y
  const color = row.isPale ? ink.soft : ink.text
  for (const [i, { text, small }] of row.cells.entries()) {
    const { column, x, width } = places[i]!
    doc.y = y + pad.y
    if (text) setStyle(sheet, { color }).text(text, x, y + pad.y, { width, align: column.side ?? 'left' })
    if (small) setStyle(sheet, { size: size.small, color: ink.soft }).text(small, x, doc.y, { width, align: column.side ?? 'left' })
  }
  doc.y = y + height
  rule(sheet, doc.y)
}

/** As much of a cell as fits into the height, and the rest. */
function splitCell(sheet: Sheet, place: Placed, cell: Cell, height: number): readonly [Cell, Cell] {
  if (cellHeight(sheet, place, cell) <= height) return [cell, { text: '' }]
  const whole = [...cell.text, ...(cell.small ? `\n${cell.small}` : '')]
  let [low, high] = [1, whole.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (cellHeight(sheet, place, { text: whole.slice(0, middle).join('') }) <= height) low = middle
    else high = middle - 1
  }
  return [{ text: whole.slice(0, low).join('') }, { text: whole.slice(low).join('') }]
}
