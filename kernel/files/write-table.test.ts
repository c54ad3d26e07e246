import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { after, test } from 'node:test'
import ExcelJS from 'exceljs'
import { openTable } from './read-table.ts'
import {
  csvWriter,
  jsonlWriter,
  type OutColumn,
  SHEET_ROWS_AT_MOST,
  type TableWriter,
  type WriteOptions,
  xlsxWriter,
} from './write-table.ts'

const folder = await mkdtemp(join(tmpdir(), 'write-table-'))
after(() => rm(folder, { recursive: true }))

const columns: OutColumn[] = [
  { key: 'name', title: '名称', kind: 'text' },
  { key: 'amount', title: '金额', kind: 'number' },
  { key: 'closeOn', title: '日期', kind: 'day' },
  { key: 'at', title: '时刻', kind: 'instant' },
  { key: 'isKey', title: '重点', kind: 'yes-no' },
]

const rows = [
  ['深圳华瑞, "科技"\n有限公司', -12.5, '2016-10-20', '2016-10-20T00:30:00Z', true],
  ['=1+1', '12345.67', '1800-01-01', new Date('2016-07-01T12:00:00Z'), false],
  ['@cmd', '12345678901234567890', null, '2016-10-20 08:30:00+08', null],
  ['<&>\u0001_x0041_\ud800', null, 'someday', 'never', 'maybe'],
  ['+86 138 0013', 0, '2016-02-29', null, undefined],
  [{ a: 1 }, 1e21, '', '', ''],
]

async function* batchesOf(all: readonly (readonly unknown[])[], size = 2) {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size)
}

let files = 0
async function written(writer: TableWriter, options?: WriteOptions): Promise<string> {
  const path = join(folder, `file-${++files}`)
  assert.equal(await writer(columns, batchesOf(rows), createWriteStream(path), options), rows.length)
  return path
}

test('CSV: quotes, mark, and no formula out of text', async () => {
  const text = await readFile(await written(csvWriter), 'utf8')
  assert.equal(
    text,
    '\ufeff名称,金额,日期,时刻,重点\r\n' +
      '"深圳华瑞, ""科技""\n有限公司",-12.5,2016-10-20,2016-10-20T00:30:00Z,true\r\n' +
      "'=1+1,12345.67,1800-01-01,2016-07-01T12:00:00.000Z,false\r\n" +
      "'@cmd,12345678901234567890,,2016-10-20 08:30:00+08,\r\n" +
      '<&>\u0001_x0041_\ufffd,,someday,never,maybe\r\n' +
      '+86 138 0013,0,2016-02-29,,\r\n' +
      '"{""a"":1}",1e+21,,,\r\n',
  )
  const plain = await readFile(await written(csvWriter, { bom: false, separator: ';', guard: false }), 'utf8')
  assert.match(plain, /^名称;金额;/)
  assert.match(plain, /\r\n=1\+1;/)
})

test('CSV guards every text that could run', async () => {
  const texts = ['=A1', '+A1', '-A1', '@A1', '\t=A1', '\r=A1', '＝A1', '-2+3+cmd|x', '-5', '+8613800138000', "a=1'"]
  const out = new PassThrough()
  const done = csvWriter([{ key: 't', title: '=t', kind: 'text' }], batchesOf(texts.map((text) => [text])), out, { bom: false })
  let text = ''
  for await (const piece of out) text += piece
  await done
  assert.equal(
    text,
    "'=t\r\n'=A1\r\n'+A1\r\n'-A1\r\n'@A1\r\n'\t=A1\r\n\"'\r=A1\"\r\n'＝A1\r\n'-2+3+cmd|x\r\n-5\r\n+8613800138000\r\na=1'\r\n",
  )
})

test('JSON Lines: one object a row', async () => {
  const lines = (await readFile(await written(jsonlWriter), 'utf8')).trimEnd().split('\n')
  assert.equal(lines.length, rows.length)
  assert.deepEqual(JSON.parse(lines[1]!), {
    name: '=1+1',
    amount: '12345.67',
    closeOn: '1800-01-01',
    at: '2016-07-01T12:00:00.000Z',
    isKey: false,
  })
  assert.deepEqual(JSON.parse(lines[4]!), { name: '+86 138 0013', amount: 0, closeOn: '2016-02-29', at: null, isKey: null })
})

test('XLSX: cells of their kinds, as another program reads them', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(await written(xlsxWriter, { zone: 'Asia/Shanghai', sheetName: '客户/[2026]' }))
  const sheet = book.worksheets[0]!
  assert.equal(sheet.name, '客户  2026')
  assert.deepEqual((sheet.getRow(1).values as unknown[]).slice(1), ['名称', '金额', '日期', '时刻', '重点'])
  assert.equal(sheet.getCell('A1').font.bold, true)
  assert.equal(sheet.views[0]!.state, 'frozen')
  assert.equal(sheet.getCell('A2').value, rows[0]![0])
  assert.equal(sheet.getCell('B2').value, -12.5)
  assert.deepEqual(sheet.getCell('C2').value, new Date('2016-10-20T00:00:00Z'))
  assert.deepEqual(sheet.getCell('D2').value, new Date('2016-10-20T08:30:00Z'))
  assert.equal(sheet.getCell('E2').value, true)
  assert.equal(sheet.getCell('A3').value, '=1+1')
  assert.equal(sheet.getCell('B3').value, 12345.67)
  assert.equal(sheet.getCell('C3').value, '1800-01-01')
  assert.deepEqual(sheet.getCell('D3').value, new Date('2016-07-01T20:00:00Z'))
  assert.equal(sheet.getCell('B4').value, '12345678901234567890')
  assert.deepEqual(sheet.getCell('D4').value, new Date('2016-10-20T08:30:00Z'))
  assert.equal(sheet.getCell('C5').value, 'someday')
  assert.equal(sheet.getCell('E5').value, 'maybe')
})

test('XLSX: written and read back', async () => {
  const table = await openTable(await written(xlsxWriter, { zone: 'Asia/Shanghai' }), { name: 'x' })
  const cells: (readonly (string | null)[])[] = []
  for await (const row of table.rows) cells.push(row.cells)
  assert.deepEqual(
    table.columns,
    columns.map((column) => column.title),
  )
  assert.deepEqual(cells, [
    ['深圳华瑞, "科技"\n有限公司', '-12.5', '2016-10-20', '2016-10-20T08:30:00', 'true'],
    ['=1+1', '12345.67', '1800-01-01', '2016-07-01T20:00:00', 'false'],
    ['@cmd', '12345678901234567890', null, '2016-10-20T08:30:00', null],
    ['<&>\u0001_x0041_\ufffd', null, 'someday', 'never', 'maybe'],
    ['+86 138 0013', '0', '2016-02-29', null, null],
    ['{"a":1}', '1000000000000000000000', null, null, null],
  ])
})

test('XLSX: no rows and no end of rows', async () => {
  const empty = join(folder, 'empty.xlsx')
  assert.equal(await xlsxWriter(columns, batchesOf([]), createWriteStream(empty)), 0)
  assert.equal((await openTable(empty, { name: 'x' })).info.rowsEstimate, 0)

  const path = join(folder, 'many.xlsx')
  const total = SHEET_ROWS_AT_MOST + 5
  async function* many() {
    for (let i = 0; i < total; i += 5000) yield Array.from({ length: Math.min(5000, total - i) }, (_, j) => [i + j])
  }
  assert.equal(await xlsxWriter([{ key: 'n', title: 'n', kind: 'number' }], many(), createWriteStream(path), { sheetName: 'Many' }), total)
  const second = await openTable(path, { name: 'x', sheet: 'Many 2' })
  assert.deepEqual(second.info.sheets, ['Many', 'Many 2'])
  const cells: (string | null)[] = []
  for await (const row of second.rows) cells.push(row.cells[0]!)
  assert.deepEqual(
    cells,
    [0, 1, 2, 3, 4].map((i) => String(SHEET_ROWS_AT_MOST + i)),
  )
})

test('half a table never looks like a whole one', async () => {
  async function* failing() {
    yield [['a']]
    throw new Error('the database is gone')
  }
  for (const writer of [csvWriter, xlsxWriter, jsonlWriter]) {
    const out = new PassThrough()
    out.on('error', () => {})
    out.resume()
    await assert.rejects(writer(columns, failing(), out), /the database is gone/)
    assert.ok(out.destroyed && !out.writableFinished)
  }
})

/** Sets of rows that no writer takes in before it waits for its reader. */
const mostGiven = 2_000

test('a reader who goes away ends the work, and a slow one is waited for', async () => {
  let given = 0
  async function* endless() {
    for (;;) {
      given++
      yield Array.from({ length: 100 }, (_, i) => [`row ${given} ${i} ${Math.random()}`, i])
    }
  }
  for (const writer of [csvWriter, xlsxWriter, jsonlWriter]) {
    given = 0
    const stuck = new Writable({ highWaterMark: 1024, write: () => {} })
    const work = writer(columns, endless(), stuck)
    // Until it is full, it is filled, on a busy machine for longer.
    let before = -1
    while (given !== before && given < mostGiven) {
      before = given
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    assert.ok(given < mostGiven, 'nothing is read while the stream is full')
    stuck.destroy()
    await assert.rejects(work, /closed before its end/)
  }
})
