import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { type Answer, openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
const admin = await product.join({ name: 'Ada', roles: ['administrator'] })

const figures = {
  object: 'opportunity',
  name: 'Deals',
  format: 'xlsx',
  head: ['Stage', 'Change'],
  rows: [
    ['contact', 0.5],
    ['won', 'new'],
  ],
}
const about = {
  name: 'What it means',
  rows: [
    ['Definition', 'Deals by stage'],
    ['SQL', 'SELECT 1\nFROM opportunity'],
  ],
}
const ask = (more: object) => admin.ask('POST', '/api/v1/exports/figures', { ...figures, ...more })
async function bookOf(answer: Answer): Promise<ExcelJS.Workbook> {
  assert.equal(answer.statusCode, 200, answer.body)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(answer.rawPayload as unknown as Parameters<typeof book.xlsx.load>[0])
  return book
}

test('a workbook of figures says on its last sheet what they mean', async () => {
  const book = await bookOf(await ask({ about }))
  assert.deepEqual(
    book.worksheets.map(({ name }) => name),
    ['figures', 'What it means'],
  )
  const [first, second] = book.worksheets
  assert.deepEqual([first!.getCell('B2').value, first!.getCell('B3').value], [0.5, 'new'])
  assert.deepEqual([second!.getCell('A2').value, second!.getCell('B3').value], ['Definition', 'SELECT 1\nFROM opportunity'])
})

test('without words there is one sheet; words that are none are refused', async () => {
  assert.equal((await bookOf(await ask({}))).worksheets.length, 1)
  for (const bad of [{ name: 'x', rows: [['one']] }, { name: 1, rows: [] }, 'text'])
    assert.equal((await ask({ about: bad })).statusCode, 400)
})

test('the head of a column of the board tells what is converted and what has no amount, and what ended long ago stands apart', async () => {
  for (const deal of [
    { name: 'a', amount: 100 },
    { name: 'b', amount: { amount: 5, currency: 'EUR' } },
    { name: 'c' },
    { name: 'd', stage: 'lost', foundOn: '2019-12-01', closedOn: '2020-01-01', lostToNobody: true, lossReason: 'price', lossKind: 'price' },
  ]) {
    const made = await admin.ask('POST', '/api/v1/opportunities', deal)
    assert.ok(made.statusCode < 300, made.body)
  }
  const recent = { or: [{ stage: { nin: ['won', 'lost'] } }, { closedOn: { gte: '2021-01-01' } }, { closedOn: { empty: true } }] }
  const counted = (those: object) => ({ count: 'id', filter: { ...those, ...recent } })
  const answer = await admin.ask('POST', '/api/v1/opportunities/aggregate', {
    by: ['outcome'],
    measures: {
      n: counted({}),
      all: 'count',
      foreign: counted({ amount: { foreign: true } }),
      blank: counted({ amount: { empty: true } }),
    },
    sort: ['outcome'],
  })
  const { rows } = answer.json() as { rows: Record<string, unknown>[] }
  assert.deepEqual(
    rows.map(({ outcome, n, all, foreign, blank }) => [outcome, n, all, foreign, blank]),
    [
      ['open', 3, 3, 1, 1],
      ['lost', 0, 1, 0, 0],
    ],
    answer.body,
  )
  const own = await admin.ask('GET', `/api/v1/opportunities?filter=${encodeURIComponent('{"amount":{"foreign":false}}')}&fields=name`)
  assert.deepEqual(
    (own.json() as { rows: { name: string }[] }).rows.map(({ name }) => name),
    ['a'],
  )
})
