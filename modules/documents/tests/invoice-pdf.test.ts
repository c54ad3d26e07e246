import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sign, toSign } from '#modules/contracts'
import { approve, issue } from '#modules/payments'
import { invoicePdf } from '../index.ts'
import { openCompany, type Row } from './company.ts'

const { app, rep, make, customer, fileOf } = await openCompany()
const finance = await app.as('finance')
const contract = await make(rep, 'contract', { name: '供货合同', account: customer, amount: 10_000 })
await rep.call(toSign, { contract, acceptUnplanned: true })
await rep.call(sign, { contract, winDeal: false })

async function issued(kind: string, number: string): Promise<string> {
  const shares = [
    { contract, description: '手持终端', quantity: 2, unit: '台', price: 113, taxRate: 13, taxCode: '1090511000000000000' },
    { contract, description: '实施服务', amount: 106, taxRate: 6 },
  ]
  const invoice = await make(rep, 'invoice', { account: customer, kind, shares })
  await finance.call(approve, { invoice })
  await finance.call(issue, { invoice, invoiceNumber: number })
  return invoice
}

test('the paper of an invoice shows each line with its rate and class of goods, and the sums of each rate', async () => {
  const invoice = await issued('electronic', '26117000001')
  const { text } = await fileOf(await rep.call(invoicePdf, { invoice }))
  for (const part of [
    '发票明细',
    '非税务发票',
    '26117000001',
    '1090511000000000000',
    '税率13%',
    '200.00+26.00',
    '税率6%',
    '100.00+6.00',
    '332.00',
    '叁佰叁拾贰元整',
  ])
    assert.ok(text.includes(part), part)
  assert.equal((await finance.one('invoice', invoice)).paper, null)
  const [kept] = await rep.list('madeDocument', { filter: { invoice } })
  assert.equal(kept!.kind, 'invoice')
  const stranger = await app.as('rep', { name: 'Stranger' })
  assert.deepEqual(await stranger.list('madeDocument', { filter: { invoice } }), [])
})

test('a receipt is our own paper: its file is there to be mailed', async () => {
  const invoice = await issued('receipt', 'SJ-1')
  const { text } = await fileOf(await finance.call(invoicePdf, { invoice, language: 'en' }))
  assert.match(text, /Receipt.*Taxrate13%/s)
  const { paper } = await finance.one('invoice', invoice)
  assert.match(String((paper as Row).name), /Receipt SJ-1\.pdf/)
})
