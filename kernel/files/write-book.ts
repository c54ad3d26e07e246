import type { Writable } from 'node:stream'
import { sinkOf } from './sink.ts'
import { bookFiles, columnLetters, escapeXml, sheetEnd, sheetHead, textCell } from './write-sheet.ts'
import { ZipWriter } from './zip-write.ts'

/** A small sheet held in memory; cells of a column with `choose` offer the values of another sheet's column to choose from. */
export type BookSheet = Readonly<{
  name: string
  columns: readonly Readonly<{
    title: string
    isMarked?: boolean
    choose?: Readonly<{ sheet: string; column: number; count: number }> | undefined
  }>[]
  rows: readonly (readonly string[])[]
  isHidden?: boolean
}>

/** Rows that offer something to choose from: as many as a person fills by hand, and then some. */
const chooseRows = 5_000

/** Lists to choose from; what is not in the list may be typed all the same, for it may be a label in another language. */
function validations(sheet: BookSheet): string {
  const offered = sheet.columns.flatMap(({ choose }, i) => {
    if (!choose) return []
    const cells = `${columnLetters(i)}2:${columnLetters(i)}${chooseRows}`
    const from = columnLetters(choose.column)
    const range = `'${choose.sheet.replaceAll("'", "''")}'!$${from}$2:$${from}$${choose.count + 1}`
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${cells}"><formula1>${escapeXml(range)}</formula1></dataValidation>`,
    ]
  })
  return offered.length === 0 ? '' : `<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>`
}

function sheetText(sheet: BookSheet): string {
  const head = sheetHead(
    sheet.columns.map(({ title, isMarked }) => ({ key: title, title, kind: 'text', ...(isMarked ? { isMarked } : {}) })),
  )
  const rows = sheet.rows.map((row, line) => {
    const cells = row.map((cell, i) => textCell(cell, 0).replace('<c ', `<c r="${columnLetters(i)}${line + 2}" `))
    return `<row r="${line + 2}">${cells.join('')}</row>`
  })
  return `${head}${rows.join('')}${sheetEnd(validations(sheet))}`
}

/** Writes a workbook of small sheets and ends the stream; a failure destroys it, so that half a book never looks whole. */
export async function writeBook(sheets: readonly BookSheet[], out: Writable): Promise<void> {
  const sink = sinkOf(out)
  try {
    const zip = new ZipWriter(sink)
    for (const [i, sheet] of sheets.entries()) await zip.file(`xl/worksheets/sheet${i + 1}.xml`, [sheetText(sheet)])
    const files = bookFiles(
      sheets.map(({ name }) => name),
      new Set(sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name)),
    )
    for (const [path, text] of Object.entries(files)) await zip.file(path, [text])
    await zip.end()
  } catch (error) {
    sink.abort(error)
    throw error
  }
}
