import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { openTable, sampleTable, type TableOptions, type TableRow } from './read-table.ts'
import { sinkOf } from './sink.ts'
import { csvWriter, xlsxWriter } from './write-table.ts'
import { ZipWriter } from './zip-write.ts'

const folder = await mkdtemp(join(tmpdir(), 'read-table-'))
after(() => rm(folder, { recursive: true }))

let files = 0
async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, `file-${++files}`)
  await writeFile(path, content)
  return path
}

async function rowsOf(path: string, options: Partial<TableOptions> = {}) {
  const table = await openTable(path, { name: 'upload.csv', ...options })
  const rows: TableRow[] = []
  for await (const row of table.rows) rows.push(row)
  await table.close()
  return { columns: table.columns, rows, cells: rows.map((row) => row.cells), info: table.info }
}

const faultOf = (details: Record<string, unknown>) => (error: { code: string; details: Record<string, unknown> }) => {
  assert.equal(error.code, 'kernel.bad-import')
  assert.deepEqual({ ...error.details, name: undefined }, { ...details, name: undefined })
  return true
}

const simplified =
  '客户名称,联系人,电话,备注\n深圳市华瑞科技有限公司,张伟,13800138000,重要客户\n北京龙腾贸易有限公司,王芳,13900139000,"多行\n备注"\n'
const traditional =
  '客戶名稱,聯絡人,電話,備註\n臺北華瑞科技股份有限公司,張偉,0912345678,重要客戶\n高雄龍騰貿易有限公司,王芳,0922345678,請於週三聯絡\n'

test('a CSV is read in each encoding and with each separator', async () => {
  const encodings: [string, string, string, boolean][] = [
    ['utf8', simplified, 'utf-8', false],
    ['utf8', simplified, 'utf-8', true],
    ['utf16le', simplified, 'utf-16le', true],
    ['utf16-be', simplified, 'utf-16be', true],
    ['utf16le', 'name,phone\nAcme,1\nBeta,2\n', 'utf-16le', false],
    ['gb18030', simplified, 'gb18030', false],
    ['gb18030', traditional, 'gb18030', false],
    ['big5', traditional, 'big5', false],
    ['gb18030', '姓名,电话\n李四,1\n', 'gb18030', false],
    ['big5', '姓名,電話\n李四,1\n', 'big5', false],
    ['gb18030', '品牌,数\n柒牌,1\n禾牧,2\n欧妮丝,3\n', 'gb18030', false],
    ['big5', '煥興,1\n悠諾,1\n飛豆,1\n', 'big5', false],
    ['windows-1252', 'name,city\nMüller,Köln\nRené,Orléans\n', 'windows-1252', false],
    [
      'shift_jis',
      '名前,備考\nカタカナ商事,お客様からのお問い合わせがありました\nひらがな工業,来週また連絡してください\nさくら物産,見積もりを送りました。ご確認をお願いします\n',
      'shift_jis',
      false,
    ],
  ]
  for (const [encoding, text, label, addBOM] of encodings) {
    for (const separator of [',', ';', '\t', '|']) {
      const path = await fileOf(iconv.encode(text.replaceAll(',', separator), encoding, { addBOM }))
      const { columns, cells, info } = await rowsOf(path)
      const note = `${encoding} ${separator}`
      assert.deepEqual([info.encoding, info.separator], [label, separator], note)
      assert.deepEqual(columns, text.split('\n')[0]!.split(','), note)
      assert.deepEqual(cells[0], text.split('\n')[1]!.split(','), note)
    }
  }
})

test('long Chinese text keeps its encoding beyond the first bytes', async () => {
  for (const [encoding, label, text] of [
    ['gb18030', 'gb18030', simplified],
    ['big5', 'big5', traditional],
    ['utf8', 'utf-8', simplified],
  ] as const) {
    const lines = text.trim().replace('"多行\n备注"', '备注').split('\n')
    const body = Array.from({ length: 20_000 }, (_, i) => lines[1 + (i % 2)]).join('\r\n')
    const { cells, info } = await rowsOf(await fileOf(iconv.encode(`${lines[0]}\r\n${body}\r\n`, encoding)))
    assert.equal(info.encoding, label)
    assert.equal(cells.length, 20_000)
    assert.ok(cells.every((row, i) => row.join() === lines[1 + (i % 2)]))
    assert.ok(Math.abs(info.rowsEstimate! - 20_000) < 1000, String(info.rowsEstimate))
  }
})

test('quotes, line ends, blank lines and blank cells', async () => {
  const text = '\n \na,b,c\r\n"x ""y""\r\nz", 5" pipe ,\r\n\r\n,,\n"q" ,"",w\rlast,1,2'
  const { columns, rows } = await rowsOf(await fileOf(text))
  assert.deepEqual(columns, ['a', 'b', 'c'])
  assert.deepEqual(rows, [
    { line: 4, cells: ['x "y"\r\nz', ' 5" pipe ', null] },
    { line: 8, cells: ['q', null, 'w'] },
    { line: 9, cells: ['last', '1', '2'] },
  ])
})

test('line ends of old systems and a declared separator', async () => {
  assert.deepEqual((await rowsOf(await fileOf('a,b\r1,2\r3,4'))).cells, [
    ['1', '2'],
    ['3', '4'],
  ])
  const declared = await rowsOf(await fileOf('sep=;\r\na;b\r\n1,5;2\r\n'))
  assert.deepEqual([declared.columns, declared.rows], [['a', 'b'], [{ line: 3, cells: ['1,5', '2'] }]])
  assert.deepEqual((await rowsOf(await fileOf('a;b\n1,5;2,5\n2,5;3,5\n'))).cells[0], ['1,5', '2,5'])
  assert.deepEqual((await rowsOf(await fileOf('only\n1\n2\n'))).cells, [['1'], ['2']])
  assert.deepEqual((await rowsOf(await fileOf('a|b\n1|2\n'), { separator: ',' })).columns, ['a|b'])
})

test('names of columns are unique and never empty', async () => {
  const { columns, cells } = await rowsOf(await fileOf(' name ,,name,"two\nlines",name (2),,,\n1,2,3,4,5,6,,\n'))
  assert.deepEqual(columns, ['name', 'column 2', 'name (2)', 'two lines', 'name (2) (2)', 'column 6'])
  assert.deepEqual(cells, [['1', '2', '3', '4', '5', '6']])
})

test('rows that are not as they should be say so', async () => {
  const { rows } = await rowsOf(await fileOf('a,b,c\n1,2\n1,2,3,4\n1,2,3,\n1,\u0000x,3\n1,\ufffd,3\n'))
  assert.deepEqual(
    rows.map((row) => row.issue),
    [
      { reason: 'too-few-cells', cells: 2 },
      { reason: 'too-many-cells', cells: 4 },
      undefined,
      { reason: 'null-byte' },
      { reason: 'unreadable-characters' },
    ],
  )
  assert.deepEqual(rows[0]!.cells, ['1', '2', null])
  assert.deepEqual(rows[3]!.cells, ['1', '\ufffdx', '3'])
})

test('a few wrong bytes do not change what the file is', async () => {
  const broken = Buffer.concat([Buffer.from(simplified.repeat(20)), Buffer.from([0xff, 0x2c, 0x31, 0x0a])])
  const { rows, info } = await rowsOf(await fileOf(broken))
  assert.equal(info.encoding, 'utf-8')
  assert.equal(rows.at(-1)!.issue?.reason, 'unreadable-characters')
})

test('a broken quote is a fault with its line, wherever it stands', async () => {
  const good = Array.from({ length: 30_000 }, (_, i) => `${i},"text ${i}"\n`).join('')
  await assert.rejects(rowsOf(await fileOf('a,b\n1,2\n"open,3\n4,5\n')), faultOf({ reason: 'open-quote', line: 3 }))
  await assert.rejects(rowsOf(await fileOf('a,b\n1,"x\ny"z\n')), faultOf({ reason: 'text-after-quote', line: 3 }))
  await assert.rejects(rowsOf(await fileOf(`a,b\n${good}1,"open\n${good}`)), faultOf({ reason: 'text-after-quote', line: 30_003 }))
  await assert.rejects(rowsOf(await fileOf(`a,b\n${good}1,"open\n${'x\n'.repeat(5)}`)), faultOf({ reason: 'open-quote', line: 30_002 }))
  await assert.rejects(rowsOf(await fileOf(`a,b\n1,"open\n${'x\n'.repeat(1_500_000)}`)), faultOf({ reason: 'open-quote', line: 2 }))
})

test('a long text comes through whole', async () => {
  const { cells } = await rowsOf(await fileOf(`a,b\n"${'字'.repeat(100_000)}",1\n`))
  assert.equal(cells[0]![0]!.length, 100_000)
})

test('a file that is no table is refused by what it is', async () => {
  const wrong: [Buffer | string, Record<string, unknown>][] = [
    ['', { reason: 'empty' }],
    ['\n \n\n', { reason: 'empty' }],
    ['%PDF-1.7 ...', { reason: 'wrong-file', kind: 'pdf' }],
    [Buffer.from('89504e470d0a1a0a0000000d', 'hex'), { reason: 'wrong-file', kind: 'image' }],
    [Buffer.from('ffd8ffe000104a46', 'hex'), { reason: 'wrong-file', kind: 'image' }],
    [Buffer.from('d0cf11e0a1b11ae10000', 'hex'), { reason: 'wrong-file', kind: 'xls' }],
    [
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      { reason: 'wrong-file', kind: 'encrypted' },
    ],
    ['<html><table><tr><td>1</td></tr></table>', { reason: 'wrong-file', kind: 'html' }],
    ['\ufeff<?xml version="1.0"?><Workbook/>', { reason: 'wrong-file', kind: 'xml' }],
    [Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256)), { reason: 'wrong-file', kind: 'binary' }],
    ['PK\u0003\u0004 cut off', { reason: 'broken-file' }],
  ]
  for (const [content, details] of wrong) await assert.rejects(rowsOf(await fileOf(content)), faultOf(details), JSON.stringify(details))
  await assert.rejects(rowsOf(await fileOf('a,b\n'), { encoding: 'klingon' }), faultOf({ reason: 'unknown-encoding', encoding: 'klingon' }))
  await assert.rejects(rowsOf(join(folder, 'missing')), { code: 'ENOENT' })
})

async function excelFile(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook()
  fill(book)
  const path = join(folder, `book-${++files}.xlsx`)
  await book.xlsx.writeFile(path)
  return path
}

test('an XLSX gives what its cells show', async () => {
  const path = await excelFile((book) => {
    book.addWorksheet('hidden', { state: 'hidden' }).addRow(['no'])
    book.addWorksheet('empty')
    const sheet = book.addWorksheet('客户')
    sheet.addRow([])
    sheet.addRow(['文字', '数', '日', '时刻', '公式', '富文本', '是', '百分', '错', '时间', '链接'])
    const row = sheet.addRow([' 深圳 <&> "x"\n二', 0.1 + 0.2, new Date('2016-10-20T00:00:00Z'), new Date('2016-10-20T08:30:15Z')])
    row.getCell(3).numFmt = 'yyyy"年"m"月"d"日"'
    row.getCell(4).numFmt = 'yyyy-mm-dd hh:mm:ss'
    row.getCell(5).value = { formula: 'B3*2', result: 0.6 }
    row.getCell(6).value = { richText: [{ text: '红' }, { font: { bold: true }, text: '黑' }] }
    row.getCell(7).value = true
    row.getCell(8).value = 0.125
    row.getCell(8).numFmt = '0.0%'
    row.getCell(9).value = { formula: '1/0', result: { error: '#DIV/0!' } } as ExcelJS.CellFormulaValue
    row.getCell(10).value = 0.75
    row.getCell(10).numFmt = 'hh:mm'
    row.getCell(11).value = { text: '官网', hyperlink: 'https://example.com' }
    sheet.addRow([])
    sheet.addRow([13800138000, 1e20, -1234.5, 123456789.12345678, { formula: 'A1&"x"', result: 'ax' }])
    sheet.getCell('M6').value = 'beyond'
  })
  const { columns, rows, info } = await rowsOf(path)
  assert.deepEqual([info.format, info.sheet, info.sheets], ['xlsx', '客户', ['empty', '客户']])
  assert.deepEqual(columns.slice(0, 3).concat(columns.slice(-2)), ['文字', '数', '日', 'column 12', 'column 13'])
  assert.deepEqual(rows[0]!.cells.slice(0, 11), [
    ' 深圳 <&> "x"\n二',
    '0.3',
    '2016-10-20',
    '2016-10-20T08:30:15',
    '0.6',
    '红黑',
    'true',
    '12.5%',
    '#DIV/0!',
    '18:00:00',
    '官网',
  ])
  assert.deepEqual(rows[1], {
    line: 5,
    cells: ['13800138000', '100000000000000000000', '-1234.5', '123456789.123457', 'ax', ...Array(8).fill(null)],
  })
  assert.deepEqual([rows[2]!.line, rows[2]!.cells[12]], [6, 'beyond'])
  assert.deepEqual((await rowsOf(path, { sheet: 'hidden' })).columns, ['no'])
  await assert.rejects(rowsOf(path, { sheet: 'none' }), faultOf({ reason: 'no-sheet', sheet: 'none' }))
  await assert.rejects(rowsOf(path, { sheet: 'empty' }), faultOf({ reason: 'empty' }))
})

test('a workbook that counts from 1904 gives the same days', async () => {
  const path = await excelFile((book) => {
    book.properties.date1904 = true
    const sheet = book.addWorksheet('a')
    sheet.addRow(['day'])
    sheet.addRow([new Date('2016-10-20T00:00:00Z')]).getCell(1).numFmt = 'yyyy-mm-dd'
  })
  assert.deepEqual((await rowsOf(path)).cells, [['2016-10-20']])
})

/** A workbook as other programs write it: prefixes, absolute targets, cells without names, readings, escapes, CDATA. */
async function foreignBook(sheet: string, extra: Record<string, string> = {}): Promise<string> {
  const path = join(folder, `book-${++files}.xlsx`)
  const zip = new ZipWriter(sinkOf(createWriteStream(path)))
  const relation = (type: string, target: string, id: string) => `<Relationship Id='${id}' Type='http://x/${type}' Target='${target}'/>`
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships>${relation('officeDocument', '/data/book.xml', 'a')}</Relationships>`,
    'data/book.xml': `<x:workbook xmlns:x="u" xmlns:r="v"><x:sheets><x:sheet name="S &amp; T" sheetId="9" r:id="s1"/></x:sheets></x:workbook>`,
    'data/_rels/book.xml.rels': `<Relationships>${relation('worksheet', '/data/one.xml', 's1')}${relation('sharedStrings', 'texts.xml', 's2')}</Relationships>`,
    'data/texts.xml':
      '<sst><si><t>一</t><rPh sb="0" eb="1"><t>yi</t></rPh></si><si><r><t xml:space="preserve">二 </t></r><r><t>三_x000D_x</t></r></si><si><t/></si></sst>',
    'data/one.xml': sheet,
    ...extra,
  }
  for (const [name, text] of Object.entries(parts)) await zip.file(name, [text])
  await zip.end()
  return path
}

test('workbooks of other programs are read', async () => {
  const sheet = `<?xml version="1.0"?><!-- > --><x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>
    <x:row r="7"><x:c t="inlineStr"><x:is><x:r><x:t>a</x:t></x:r><x:r><x:t>b&#20013;</x:t></x:r></x:is></x:c><x:c r="B7" t="str"><x:f>"&gt;"</x:f><x:v><![CDATA[<c>]]></x:v></x:c></x:row>
    <x:row r="8"><x:c r="B8" t="s"><x:v>2</x:v></x:c></x:row><x:row r="9"><x:c r="B9" t="e"><x:v>#N/A</x:v></x:c></x:row>
    <x:row r="10"><x:c r="A10"><x:f>50*2</x:f></x:c><x:c r="B10" t="str"><x:f>""</x:f><x:v></x:v></x:c></x:row></x:sheetData></x:worksheet>`
  const { columns, rows, info } = await rowsOf(await foreignBook(sheet))
  assert.equal(info.sheet, 'S & T')
  assert.deepEqual(columns, ['一', '二 三 x'])
  assert.deepEqual(rows, [
    { line: 7, cells: ['ab中', '<c>'] },
    { line: 9, cells: [null, '#N/A'] },
    { line: 10, cells: ['=50*2', null] },
  ])
})

test('a workbook made to harm is refused', async () => {
  const bomb = `<worksheet><sheetData><row r="1"><c t="str"><v>a</v></c></row>${' '.repeat(90_000_000)}</sheetData></worksheet>`
  await assert.rejects(rowsOf(await foreignBook(bomb)), (error: { details: { reason: string } }) =>
    /too-large|broken-file/.test(error.details.reason),
  )
  const entity =
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>'
  await assert.rejects(rowsOf(await foreignBook(entity)), faultOf({ reason: 'broken-file' }))
  await assert.rejects(
    rowsOf(await foreignBook('<worksheet><sheetData><row><c t="str"><v>a</v></c></row>')),
    faultOf({ reason: 'broken-file' }),
  )
  const other = join(folder, 'other.zip')
  const zip = new ZipWriter(sinkOf(createWriteStream(other)))
  await zip.file('content.xml', ['<office/>'])
  await zip.end()
  await assert.rejects(rowsOf(other), faultOf({ reason: 'wrong-file', kind: 'ods' }))
})

test('a sample is quick and has different values', async () => {
  const lines = Array.from({ length: 300_000 }, (_, i) => `${i},${i % 3 === 0 ? '赢' : '输'},\n`).join('')
  const path = await fileOf(`id,结果,空\n${lines}`)
  const startedAt = performance.now()
  const { columns, info } = await sampleTable(path, { name: 'x.csv' })
  assert.ok(performance.now() - startedAt < 500)
  assert.deepEqual(
    columns.map((column) => [column.name, column.samples.length]),
    [
      ['id', 20],
      ['结果', 2],
      ['空', 0],
    ],
  )
  assert.ok(Math.abs(info.rowsEstimate! - 300_000) < 40_000, String(info.rowsEstimate))
  assert.equal((await sampleTable(await fileOf('a\n1\n2\n'))).info.rowsEstimate, 2)
})

test('a table may be left half way', async () => {
  const path = await fileOf(`a,b\n${'1,2\n'.repeat(200_000)}`)
  const table = await openTable(path, { name: 'x' })
  for await (const row of table.rows) if (row.line > 500) break
  await table.close()
  await (await openTable(path, { name: 'x' })).close()
})

/** Counts the rows of a file in a process of its own that has 32 MB of heap, less than half of what the rows would take. */
async function rowsInLittleMemory(path: string): Promise<number> {
  const reader = new URL('./read-table.ts', import.meta.url).href
  const script = `const { openTable } = await import(${JSON.stringify(reader)})
    const table = await openTable(${JSON.stringify(path)}, { name: 'big' })
    let rows = 0
    for await (const row of table.rows) rows++
    console.log(rows)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=32', '--input-type=module', '--eval', script])
  return Number(stdout)
}

test('200,000 rows are read in little memory', async () => {
  const kinds = ['text', 'number', 'text', 'text'] as const
  const columns = kinds.map((kind, i) => ({ key: `c${i}`, title: `c${i}`, kind }))
  async function* batches() {
    for (let i = 0; i < 200; i++)
      yield Array.from({ length: 1000 }, (_, j) => [
        `深圳华瑞科技有限公司 ${i * 1000 + j}`,
        i * j,
        '广东省深圳市南山区科技园',
        'x'.repeat(100),
      ])
  }
  for (const [writer, name] of [
    [csvWriter, 'big.csv'],
    [xlsxWriter, 'big.xlsx'],
  ] as const) {
    const path = join(folder, name)
    await writer(columns, batches(), createWriteStream(path))
    assert.equal(await rowsInLittleMemory(path), 200_000)
  }
})
