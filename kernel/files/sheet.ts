import { fail } from '../model/fault.ts'
import { isoDay, partsOfSerial } from './day-formats.ts'
import type { RawRow } from './row.ts'
import { type NumberMeaning, type Sheet, TextCollector, unescapedText, type Workbook } from './workbook.ts'
import { type XmlAttributes, type XmlReader, XmlScanner } from './xml.ts'
import { zipText } from './zip-read.ts'

const COLUMNS_AT_MOST = 16_384
const SECONDS_A_DAY = 86_400

/** A column's number from 0 by the letters of a cell's name; undefined where it has none. */
function columnOf(cellName: string | undefined): number | undefined {
  let column = 0
  let letters = 0
  for (; cellName !== undefined && letters < cellName.length; letters++) {
    const code = cellName.charCodeAt(letters) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return letters === 0 || column > COLUMNS_AT_MOST ? undefined : column - 1
}

/** A decimal without exponent, with at most the 15 digits that a spreadsheet shows: what goes beyond is noise of binary fractions. */
export function plainNumber(text: string): string {
  const value = Number(text)
  if (!Number.isFinite(value) || text.trim() === '') return text
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e15) return String(value)
  const [mantissa = '0', exponent = '0'] = value.toPrecision(15).split('e')
  const rounded = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  return exponent === '0' ? withoutExponent(rounded) : withoutExponent(`${rounded}e${Number(exponent)}`)
}

function withoutExponent(text: string): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/.exec(text)
  if (!found) return text
  const [, sign = '', whole = '', fraction = '', exponent] = found
  const point = whole.length + Number(exponent)
  const digits = whole + fraction
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length ? sign + digits.padEnd(point, '0') : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function clock(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** A day number with its fraction as `YYYY-MM-DD`, `HH:MM:SS` or `YYYY-MM-DDTHH:MM:SS` (the time that the sheet shows, in no zone). */
function timeText(serial: number, meaning: NumberMeaning, is1904: boolean): string | undefined {
  const seconds = Math.round(serial * SECONDS_A_DAY)
  if (meaning === 'time' && serial >= 0 && serial < 1) return clock(seconds % SECONDS_A_DAY)
  const parts = partsOfSerial(meaning === 'day' ? Math.floor(serial) : Math.floor(seconds / SECONDS_A_DAY), is1904)
  const day = parts && isoDay(parts)
  if (!day) return undefined
  return meaning === 'day' ? day : `${day}T${clock(seconds % SECONDS_A_DAY)}`
}

function numberText(text: string, meaning: NumberMeaning, is1904: boolean): string {
  if (meaning === 'number') return plainNumber(text)
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  if (meaning === 'percent') return `${plainNumber(String(value * 100))}%`
  return timeText(value, meaning, is1904) ?? plainNumber(text)
}

type Cell = { column: number; type: string; style: number; value: string; formula: string; hasInline: boolean }

/** Makes rows of the tags of a sheet. */
class RowReader implements XmlReader {
  readonly rows: RawRow[] = []
  /** The last row that the sheet says it has; 0 where it does not say. */
  lastLine = 0
  isOver = false
  private readonly book: Workbook
  private readonly inline = new TextCollector()
  private line = 0
  private cells: (string | null)[] = []
  private cell: Cell | undefined
  private inside: 'value' | 'formula' | null = null

  constructor(book: Workbook) {
    this.book = book
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'v') this.inside = 'value'
    else if (name === 'f') this.inside = 'formula'
    else if (name === 'row') {
      this.line = Number(attributes.get('r') ?? this.line + 1)
      this.cells = []
    } else if (name === 'dimension') this.lastLine = Number(/:[A-Z]+(\d+)$/i.exec(attributes.get('ref') ?? '')?.[1] ?? 0)
    else if (name === 'is' && this.cell) this.cell.hasInline = true
    else if (this.cell?.hasInline) this.inline.open(name)
  }

  text(text: string): void {
    if (!this.cell) return
    if (this.inside) this.cell[this.inside] += text
    else if (this.cell.hasInline) this.inline.text(text)
  }

  close(name: string): void {
    if (name === 'v' || name === 'f') this.inside = null
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
    else if (name === 'sheetData') this.isOver = true
    else if (this.cell?.hasInline) this.inline.close(name)
  }

  private openCell(attributes: XmlAttributes): void {
    const column = columnOf(attributes.get('r')) ?? this.cells.length
    const type = attributes.get('t') ?? 'n'
    this.cell = { column, type, style: Number(attributes.get('s') ?? 0), value: '', formula: '', hasInline: false }
  }

  private closeCell(): void {
    const cell = this.cell
    this.cell = undefined
    if (!cell) return
    const text = this.textOf(cell)
    if (text.trim() === '') return
    while (this.cells.length < cell.column) this.cells.push(null)
    this.cells[cell.column] = text
  }

  private textOf(cell: Cell): string {
    if (cell.hasInline) return this.inline.take()
    // A formula that nobody ever worked out is shown as it stands: taken as empty, it would be lost without a word.
    if (cell.value === '') return cell.type === 'n' && cell.formula ? `=${cell.formula}` : ''
    if (cell.type === 's') return this.book.texts.get(Number(cell.value))
    if (cell.type === 'n') return numberText(cell.value, this.book.meanings[cell.style] ?? 'number', this.book.is1904)
    if (cell.type === 'b') return cell.value === '1' || cell.value === 'true' ? 'true' : 'false'
    return unescapedText(cell.value)
  }

  private closeRow(): void {
    if (this.cells.length === 0) return
    const hasNull = this.cells.some((cell) => cell?.includes('\u0000'))
    const cells = hasNull ? this.cells.map((cell) => cell?.replaceAll('\u0000', '\ufffd') ?? null) : this.cells
    this.rows.push(hasNull ? { line: this.line, cells, issue: { reason: 'null-byte' } } : { line: this.line, cells })
    this.cells = []
  }
}

export type SheetRows = Readonly<{ rows: AsyncGenerator<RawRow[]>; lastLine: () => number }>

/** Rows of a sheet in batches, blank ones left out; `lastLine()` after the first batch: the last row that the sheet says it has, else 0. */
export function sheetRows(book: Workbook, sheet: Sheet): SheetRows {
  const reader = new RowReader(book)
  const scanner = new XmlScanner(reader)
  async function* rows(): AsyncGenerator<RawRow[]> {
    for await (const piece of zipText(book.zip, sheet.entry)) {
      scanner.push(piece)
      if (reader.rows.length > 0) yield reader.rows.splice(0)
      if (reader.isOver) return
    }
    if (!reader.isOver) fail('kernel.bad-import', { reason: 'broken-file', name: book.zip.name })
  }
  return { rows: rows(), lastLine: () => reader.lastLine }
}
