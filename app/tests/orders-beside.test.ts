import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { readPdf, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { documents } from '#manifest/documents'
import { orders } from '#manifest/orders'
import { papers } from '#manifest/papers'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign } from '#modules/contracts'
import { dun, rounds, statement } from '#modules/documents'
import { allocateTo, bill, confirm } from '#modules/orders'
import { allocate, approve, confirm as book, issue } from '#modules/payments'

/* A customer that buys under a contract and without one: whatever says what he owes counts both, and each once. */

const app = await testApp([customers, activities, catalog, sales, company, papers, quotes, contracts, payments, documents, orders], {
  locale: 'zh-CN',
})
const admin = await app.as('administrator')
const rep = await app.as('rep', { name: '林晓' })
const finance = await app.as('finance')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])

type Row = Record<string, unknown>
const idOf = (row: Row | undefined) => String(row!.id)
const amountOf = (value: unknown) => (value as { amount: number } | null)?.amount ?? null
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

const account = idOf((await rep.create('account', [{ name: '华瑞物流' }]))[0])
const contract = idOf(
  (
    await rep.create('contract', [
      { name: '年度合同', account, amount: 5_000, plan: [{ instalment: 1, name: '首付', dueOn: ago(50), amount: 5_000 }] },
    ])
  )[0],
)
await rep.call(toSign, { contract })
await rep.call(sign, { contract, signedOn: ago(60) })
const order = idOf((await rep.create('order', [{ account, lines: [{ description: '标签纸', quantity: 10, price: 100, taxRate: 13 }] }]))[0])
await rep.call(confirm, { order })
const { invoice } = await rep.call(bill, { order })
await finance.call(approve, { invoice })
await finance.call(issue, { invoice, invoiceNumber: 'B-1', issuedOn: ago(40) })
const [ofContract] = await rep.create('invoice', [{ account, shares: [{ contract, description: '首付', amount: 2_000 }] }])
await finance.call(approve, { invoice: ofContract!.id })
await finance.call(issue, { invoice: ofContract!.id, invoiceNumber: 'C-1', issuedOn: ago(45) })
const receipt = idOf((await finance.create('receipt', [{ account, amount: 1_300, receivedOn: ago(30) }]))[0])
await finance.call(allocate, { receipt, invoice, amount: 300 })
await finance.call(allocate, { receipt, contract, amount: 1_000 })
await finance.call(book, { receipt })

const textOf = async (answer: Row) => {
  const { text } = await readPdf((await app.system.work((work) => work.files.content(idOf(answer.file as Row))))!)
  return text
}

test('the customer owes 4,000 of the contract and 700 of the order, and both are late', async () => {
  const row = await finance.one('account', account)
  const names = ['receivableByContract', 'receivableBeside', 'receivableMoney', 'overdueMoney']
  assert.deepEqual(
    names.map((name) => amountOf(row[name])),
    [4_000, 700, 4_700, 4_700],
  )
})

test('statements count what was billed without a contract beside instalments, or all invoices, and the same money either way', async () => {
  const plan = await finance.call(statement, { account, from: ago(90) })
  assert.deepEqual([amountOf(plan.opening), amountOf(plan.closing)], [0, 4_700])
  const text = await textOf(plan)
  assert.match(text, /FP-\d{4}-00001·B-1/)
  assert.doesNotMatch(text, /C-1/)
  const bills = await finance.call(statement, { account, from: ago(90), basis: 'invoices' })
  assert.equal(amountOf(bills.closing), 1_700)
  assert.match(await textOf(bills), /C-1/)
})

test('money for an order stands on the statement of whoever ordered, whoever paid it', async () => {
  const payer = idOf((await rep.create('account', [{ name: '华瑞集团' }]))[0])
  const paid = idOf((await finance.create('receipt', [{ account: payer, amount: 500, receivedOn: ago(10) }]))[0])
  await finance.call(allocateTo, { receipt: paid, order, amount: 200 })
  await finance.call(book, { receipt: paid })
  assert.equal(amountOf((await finance.call(statement, { account, from: ago(90) })).closing), 4_500)
  assert.equal(amountOf((await finance.call(statement, { account: payer, from: ago(90) })).closing), -300)
})

test('a dunning letter names the invoice, and ageing and days outstanding count it', async () => {
  const text = await textOf(await rep.call(dun, { account }))
  assert.match(text, /FP-\d{4}-00001/)
  assert.match(text, /500\.00/)
  const tile = (name: string) => payments.reports.find((one) => one.name === name)!.tiles[0]!
  const ask = (name: string, object: string) => finance.aggregate({ object, ...tile(name).ask } as never)
  const [late] = await ask('payments.ageing-invoices', 'invoice')
  assert.deepEqual([amountOf(late!.open), amountOf(late!.overdue), amountOf(late!.to30), amountOf(late!.to60)], [500, 500, null, 500])
  const [ours] = await finance.list('legalEntity', { fields: ['invoicesOpen', 'billed90', 'dso'] })
  assert.deepEqual([amountOf(ours!.invoicesOpen), amountOf(ours!.billed90)], [1_500, 3_000])
})

test('the clock tells the step of an invoice without a contract to whoever looks after it, once', async () => {
  const [first] = await admin.list('dunningStep', { sort: ['step'], limit: 1 })
  await finance.change('invoice', String(invoice), { dueOn: ago(Number(first!.afterDays)) })
  for (let i = 0; i < 2; i += 1) await runRound(app.engine, app.workspace, rounds[0]!, { now: new Date() })
  const { rows } = await app.database.pool.query(
    `SELECT person FROM ${app.workspace.schema}.notice WHERE kind = 'documents.dun-invoice-now' AND record_id = $1`,
    [invoice],
  )
  assert.deepEqual(
    rows.map(({ person }) => person),
    [rep.id],
  )
})
