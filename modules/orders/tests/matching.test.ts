import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approve, issue, match } from '#modules/payments'
import { bill } from '../actions/bill.ts'
import { confirm } from '../actions/course.ts'
import { openCompany, type Row } from './order-company.ts'

const { rep, finance, accountOf, goods, orderOf } = await openCompany()

test('money for an order without a contract is known by the number of its invoice, and by its payer and sum', async () => {
  const account = await accountOf({ name: '启明贸易' })
  const product = await goods(100)
  const order = await orderOf([{ product, quantity: 30, taxRate: 13 }], { account })
  await rep.call(confirm, { order })
  const { invoice } = await rep.call(bill, { order })
  await finance.call(approve, { invoice })
  await finance.call(issue, { invoice, invoiceNumber: '26330000007001' })
  const came = async (row: Row) => String((await finance.create('receipt', [row]))[0]!.id)
  const byNumber = await finance.call(match, {
    receipt: await came({ amount: 1_000, payerName: '代付公司', purpose: '货款 26330000007001' }),
  })
  assert.match(String(byNumber.reason), /附言中的发票号 · 应收日期相近 \(70\)$/)
  const byPayer = await finance.call(match, { receipt: await came({ amount: 3_000, payerName: '启明贸易' }) })
  assert.match(String(byPayer.reason), /付款方名称 · 未收金额相同 · 应收日期相近 \(70\)$/)
  const parts = (await finance.list('allocation', {
    filter: { receipt: byPayer.receipt },
    fields: ['order', 'invoice', 'amount'],
  } as never)) as Row[]
  assert.deepEqual(
    parts.map((part) => [(part.order as Row).id, (part.invoice as Row | null)?.id ?? null, (part.amount as { amount: number }).amount]),
    [[order, invoice, 2_000]],
  )
})
