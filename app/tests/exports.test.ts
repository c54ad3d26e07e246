import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import ExcelJS from 'exceljs'
import { openExport } from '#kernel'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'

const app = await testApp(modules)
const admin = await app.as('administrator')
const rep = await app.as('rep')
const folder = await mkdtemp(join(tmpdir(), 'zhike-export-'))
after(() => rm(folder, { recursive: true, force: true }))

const [account] = await admin.create('account', [{ name: '=华瑞"物流"', phone: '0571-86000000' }])
await admin.create(
  'opportunity',
  Array.from({ length: 1_000 }, (_, i) => ({ name: `商机 ${i}`, account: account!.id, amount: 1000.5 + i, foundOn: '2026-05-01' })),
)

const exported = async (session: typeof admin.session, spec: Parameters<typeof openExport>[2]): Promise<string> => {
  const opened = await openExport(app.engine, session, spec)
  const out = new PassThrough()
  const [body] = await Promise.all([text(out), opened.writeTo(out)])
  return body
}

test('CSV holds every record, links with title and id, money with its currency, and no formula', async () => {
  const body = await exported(admin.session, { object: 'opportunity', format: 'csv', fields: ['name', 'account', 'amount', 'foundOn'] })
  const lines = body.replace('\ufeff', '').trim().split('\r\n')
  assert.equal(lines[0], 'name,account,account.id,amount,amount.currency,foundOn')
  assert.equal(lines.length, 1_001)
  assert.equal(lines[1], `商机 0,"'=华瑞""物流""",${String(account!.id)},1000.5,CNY,2026-05-01`)
})

test('JSON Lines hold records as the API answers them, filtered and sorted', async () => {
  const body = await exported(admin.session, {
    object: 'opportunity',
    format: 'jsonl',
    fields: ['name', 'amount'],
    filter: { amount: { lt: 1003 } },
    sort: ['-amount'],
  })
  const rows = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; amount: { amount: number } })
  assert.deepEqual(
    rows.map((row) => row.amount.amount),
    [1002.5, 1001.5, 1000.5],
  )
})

test('XLSX has labels, numbers and days as such', async () => {
  const path = join(folder, 'deals.xlsx')
  const opened = await openExport(app.engine, admin.session, {
    object: 'opportunity',
    format: 'xlsx',
    headers: 'labels',
    fields: ['name', 'amount', 'foundOn'],
  })
  assert.equal(await opened.writeTo(createWriteStream(path)), 1_000)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const sheet = book.worksheets[0]!
  assert.equal(sheet.getRow(1).getCell(1).value, '商机主题')
  assert.equal(typeof sheet.getRow(2).getCell(2).value, 'number')
  assert.ok(sheet.getRow(2).getCell(4).value instanceof Date)
})

test('an export holds what its reader may see, and needs the right', async () => {
  assert.equal((await exported(rep.session, { object: 'opportunity', format: 'csv' })).trim().split('\r\n').length, 1)
  await assert.rejects(openExport(app.engine, rep.session, { object: 'member', format: 'csv' }), { code: 'kernel.forbidden' })
  const body = await exported(rep.session, { object: 'product', format: 'csv' }).catch((error: { code: string }) => error.code)
  assert.ok(!body.includes('cost'))
})
