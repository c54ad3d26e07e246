import { zoneOffsetMs } from './days.ts'
import {
  type CellKind,
  cellText,
  type OutBatches,
  type OutColumn,
  type OutRow,
  SHEET_ROWS_AT_MOST,
  type WriteOptions,
} from './out-table.ts'

/** One file of a workbook; `rowsSoFar` counts the rows of all sheets once its text is read. */
export type BookFile = Readonly<{ path: string; text: AsyncIterable<string> | Iterable<string>; rowsSoFar: () => number }>

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const CELL_LETTERS = 32_767
/** A sheet ends early at this many letters, for a file inside a zip may hold 4 GB. */
const SHEET_LETTERS = 1_000_000_000
const DAY_MS = 86_400_000
const SERIAL_1970 = 25_569
/** 1 March 1900: before it a spreadsheet counts a day that was none. */
const FIRST_SERIAL = 61
const styles = { plain: 0, header: 1, day: 2, instant: 3, marked: 4 } as const

const specials: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML; characters that it cannot hold in the way of the format, `_x0001_`. */
export function escapeXml(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  if (!/[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x[0-9a-f]{4}_/i.test(whole)) return whole
  return whole
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (character) => specials[character]!)
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
}

function cutCell(text: string): string {
  if (text.length <= CELL_LETTERS) return text
  return text.slice(0, CELL_LETTERS).toWellFormed()
}

export const textCell = (text: string, style: number): string =>
  text === '' ? '' : `<c t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escapeXml(cutCell(text))}</t></is></c>`

const numberCell = (value: string, style: number): string => `<c${style ? ` s="${style}"` : ''}><v>${value}</v></c>`

/** A number that a spreadsheet keeps as it is: 15 digits at most. */
function exactNumber(cell: unknown): string | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : undefined
  const text = String(cell)
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return undefined
  return text.replace(/^-?0*\.?0*|\.(?=\d*$)/g, '').length <= 15 ? text : undefined
}

function daySerial(cell: unknown): number | undefined {
  const found = /^\d{4}-\d{2}-\d{2}$/.test(String(cell)) ? Date.parse(`${cell}T00:00:00Z`) : Number.NaN
  const serial = found / DAY_MS + SERIAL_1970
  return serial >= FIRST_SERIAL ? serial : undefined
}

/** Days and fractions that the zone's clocks show; the offset is asked once per hour of all time that occurs. */
class InstantSerials {
  private readonly zone: string
  private readonly offsets = new Map<number, number>()
  constructor(zone: string) {
    this.zone = zone
  }

  of(cell: unknown): number | undefined {
    const at =
      cell instanceof Date
        ? cell.getTime()
        : /^\d{4}-\d{2}-\d{2}[T ].*(?:Z|[+-]\d{2}(?::?\d{2})?)$/.test(String(cell))
          ? Date.parse(withWholeOffset(String(cell)))
          : Number.NaN
    if (Number.isNaN(at)) return undefined
    const hour = Math.floor(at / 3_600_000)
    let offset = this.offsets.get(hour)
    if (offset === undefined) {
      offset = zoneOffsetMs(hour * 3_600_000, this.zone)
      if (this.offsets.size > 100_000) this.offsets.clear()
      this.offsets.set(hour, offset)
    }
    const serial = (at + offset) / DAY_MS + SERIAL_1970
    return serial >= FIRST_SERIAL ? serial : undefined
  }
}

/** `2026-11-01 08:00:00+08`, as a database writes it, in the form that Date reads. */
const withWholeOffset = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')

type CellWriter = (cell: unknown) => string

function cellWriters(zone: string): Readonly<Record<CellKind, CellWriter>> {
  const instants = new InstantSerials(zone)
  const asText: CellWriter = (cell) => textCell(cellText(cell), styles.plain)
  const either = (value: number | string | undefined, style: number, cell: unknown): string =>
    value === undefined ? asText(cell) : numberCell(String(value), style)
  return {
    text: asText,
    number: (cell) => either(exactNumber(cell), styles.plain, cell),
    day: (cell) => either(daySerial(cell), styles.day, cell),
    instant: (cell) => either(instants.of(cell), styles.instant, cell),
    'yes-no': (cell) => (typeof cell === 'boolean' ? `<c t="b"><v>${cell ? 1 : 0}</v></c>` : asText(cell)),
  }
}

/** The letters of a column from its number, from 0. */
export function columnLetters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnLetters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))
}

const widths: Readonly<Record<CellKind, number>> = { text: 18, number: 14, day: 12, instant: 19, 'yes-no': 8 }

export function sheetHead(columns: readonly OutColumn[]): string {
  const cols = columns.map(
    (column, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${Math.max(widths[column.kind], Math.min(column.title.length * 2, 40))}" customWidth="1"/>`,
  )
  const titles = columns.map((column, i) =>
    textCell(column.title, column.isMarked ? styles.marked : styles.header).replace('<c ', `<c r="${columnLetters(i)}1" `),
  )
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
    `</sheetView></sheetViews>${cols.length ? `<cols>${cols.join('')}</cols>` : ''}<sheetData><row r="1">${titles.join('')}</row>`
  )
}

/** What follows the rows: `after` stands behind them. */
export const sheetEnd = (after: string): string => `</sheetData>${after}</worksheet>`

/** The rows of all batches, taken by one sheet after another. */
class RowSource {
  rows = 0
  private readonly batches: AsyncIterator<readonly OutRow[]>
  private batch: readonly OutRow[] = []
  private at = 0
  constructor(batches: OutBatches) {
    this.batches = batches[Symbol.asyncIterator]()
  }

  /** Some next rows, at most `most`; none at the end. */
  async take(most: number): Promise<readonly OutRow[]> {
    while (this.at >= this.batch.length) {
      const next = await this.batches.next()
      if (next.done) return []
      this.batch = next.value
      this.at = 0
    }
    const rows = this.batch.slice(this.at, this.at + Math.min(most, 1000))
    this.at += rows.length
    this.rows += rows.length
    return rows
  }

  /** Whether there is a row that no sheet has taken. */
  async hasMore(): Promise<boolean> {
    while (this.at >= this.batch.length) {
      const next = await this.batches.next()
      if (next.done) return false
      this.batch = next.value
      this.at = 0
    }
    return true
  }

  async close(): Promise<void> {
    await this.batches.return?.()
  }
}

async function* sheetText(
  columns: readonly OutColumn[],
  source: RowSource,
  writers: Readonly<Record<CellKind, CellWriter>>,
): AsyncGenerator<string> {
  const shape = columns.map((column, i) => ({ write: writers[column.kind], letters: columnLetters(i) }))
  yield sheetHead(columns)
  let letters = 0
  let line = 1
  while (line <= SHEET_ROWS_AT_MOST && letters < SHEET_LETTERS) {
    const rows = await source.take(SHEET_ROWS_AT_MOST + 1 - line)
    if (rows.length === 0) break
    const text = rows.map((row) => `<row r="${++line}">${rowCells(row, shape, line)}</row>`).join('')
    letters += text.length
    yield text
  }
  yield sheetEnd('')
}

function rowCells(row: OutRow, shape: readonly Readonly<{ write: CellWriter; letters: string }>[], line: number): string {
  let text = ''
  for (let i = 0; i < shape.length; i++) {
    const cell = row[i]
    if (cell === null || cell === undefined) continue
    const written = shape[i]!.write(cell)
    if (written !== '') text += `<c r="${shape[i]!.letters}${line}"${written.slice(2)}`
  }
  return text
}

/** A name that a spreadsheet takes: 31 letters at most, without `[]:*?/\`; further sheets with their number. */
function sheetName(name: string | undefined, number: number): string {
  const plain =
    (name ?? '')
      .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet'
  const tail = number === 1 ? '' : ` ${number}`
  return plain.slice(0, 31 - tail.length).toWellFormed() + tail
}

const stylesText = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFC0322B"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** The files that name the sheets; they stand behind the sheets, whose number is known only then. */
export function bookFiles(names: readonly string[], hidden: ReadonlySet<string> = new Set()): Readonly<Record<string, string>> {
  const state = (name: string) => (hidden.has(name) ? ' state="hidden"' : '')
  const sheets = names.map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${state(name)} r:id="rId${i + 1}"/>`).join('')
  const relations = names
    .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('')
  const overrides = names
    .map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`)
    .join('')
  return {
    'xl/styles.xml': stylesText,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${overrides}</Types>`,
  }
}

const pairColumns: readonly OutColumn[] = [
  { key: 'what', title: '', kind: 'text' },
  { key: 'how', title: '', kind: 'text' },
]
async function* inOne(rows: readonly OutRow[]): OutBatches {
  yield rows
}

/** The files of a workbook in the order in which they can be written: as many sheets as the rows need, each one's text to be read before the next is asked for. */
export async function* sheetFiles(columns: readonly OutColumn[], batches: OutBatches, options: WriteOptions): AsyncGenerator<BookFile> {
  const source = new RowSource(batches)
  const writers = cellWriters(options.zone ?? 'UTC')
  const rowsSoFar = (): number => source.rows
  const names: string[] = []
  try {
    do {
      names.push(sheetName(options.sheetName, names.length + 1))
      yield { path: `xl/worksheets/sheet${names.length}.xml`, text: sheetText(columns, source, writers), rowsSoFar }
    } while (await source.hasMore())
    if (options.about) {
      const { name, rows } = options.about
      names.push(sheetName(name, names.includes(sheetName(name, 1)) ? names.length + 1 : 1))
      const words = new RowSource(inOne(rows))
      yield { path: `xl/worksheets/sheet${names.length}.xml`, text: sheetText(pairColumns, words, writers), rowsSoFar }
    }
    for (const [path, text] of Object.entries(bookFiles(names))) yield { path, text: [text], rowsSoFar }
  } finally {
    await source.close()
  }
}
