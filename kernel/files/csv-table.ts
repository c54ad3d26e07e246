import { createReadStream } from 'node:fs'
import { type CsvRecord, CsvSplitter, splitCsv } from './csv.ts'
import type { Encoding } from './encoding.ts'
import type { RawRow, RowIssue } from './row.ts'

const separators = [',', ';', '\t', '|'] as const
const LINES_COMPARED = 30

/** Records of the text's beginning under one separator; none where its quotes make no sense. */
function headRecords(text: string, separator: string): CsvRecord[] {
  try {
    return splitCsv(text, separator, false)
  } catch {
    return []
  }
}

/** How well a separator parts the first records into equally many cells: 0 (not at all) to 1, and how many. */
function evenness(text: string, separator: string): Readonly<{ share: number; cells: number }> {
  const records = headRecords(text, separator).slice(0, LINES_COMPARED)
  const cells = records[0]?.cells.length ?? 0
  if (cells < 2) return { share: 0, cells }
  return { share: records.filter((record) => record.cells.length === cells).length / records.length, cells }
}

/** Excel's own first line `sep=;`, which is no row. */
const declaredSeparator = (text: string): string | undefined => /^sep=(.)\r?\n/i.exec(text)?.[1]

/** The separator of a CSV by its first lines: the one that parts most of them alike, then the one that makes more cells; a comma where none parts them. */
export function detectSeparator(head: string): string {
  const declared = declaredSeparator(head)
  if (declared) return declared
  const text = `${head.split(/\r\n|\n|\r/, 400).join('\n')}\n`
  const ranked = separators
    .map((separator) => ({ separator, ...evenness(text, separator) }))
    .filter((one) => one.share > 0)
    .toSorted((a, b) => b.share - a.share || b.cells - a.cells)
  return ranked[0]?.separator ?? ','
}

function cellOf(text: string): string | null {
  if (text === '' || text.trim() === '') return null
  return text.includes('\u0000') ? text.replaceAll('\u0000', '\ufffd') : text
}

function issueOf(cells: readonly string[]): RowIssue | undefined {
  if (cells.some((cell) => cell.includes('\u0000'))) return { reason: 'null-byte' }
  return cells.some((cell) => cell.includes('\ufffd')) ? { reason: 'unreadable-characters' } : undefined
}

function rawRow(record: CsvRecord): RawRow {
  const issue = issueOf(record.cells)
  return { line: record.line, cells: record.cells.map(cellOf), ...(issue && { issue }) }
}

const isRow = (record: CsvRecord): boolean => record.cells.some((cell) => cell.trim() !== '')

/** Rows of a CSV file in batches, a piece of 256 KB at a time. Rows of which every cell is blank are left out. */
export async function* csvRows(path: string, encoding: Encoding, separator: string): AsyncGenerator<RawRow[]> {
  const decoder = new TextDecoder(encoding.label, { ignoreBOM: true })
  const splitter = new CsvSplitter(separator)
  const input = createReadStream(path, { start: encoding.bomBytes, highWaterMark: 262_144 })
  let isFirst = true
  const rowsOf = (records: readonly CsvRecord[]): RawRow[] => {
    const shown =
      isFirst && /^sep=/i.test(records[0]?.cells[0] ?? '') && declaredSeparator(`${records[0]!.cells.join(separator)}\n`)
        ? records.slice(1)
        : records
    if (records.length > 0) isFirst = false
    return shown.filter(isRow).map(rawRow)
  }
  for await (const piece of input) {
    const rows = rowsOf(splitter.push(decoder.decode(piece as Buffer, { stream: true })))
    if (rows.length > 0) yield rows
  }
  const last = rowsOf([...splitter.push(decoder.decode()), ...splitter.end()])
  if (last.length > 0) yield last
}
