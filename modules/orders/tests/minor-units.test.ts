import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cny, openCompany, type Row } from './order-company.ts'

/** Sums have as many digits as the smallest unit of their currency. Every number here was computed by hand; the sum stands beside it. */
const { admin, rep, accountOf } = await openCompany()
await admin.create('exchangeRate', [
  { currency: 'JPY', validFrom: '2030-01-01', rate: 0.05 },
  { currency: 'KWD', validFrom: '2030-01-01', rate: 23 },
])
const jpy = (amount: number) => ({ amount, currency: 'JPY' })
const kwd = (amount: number) => ({ amount, currency: 'KWD' })
const subtotals = (record: Row) => (record.lines as Row[]).map(({ subtotal }) => subtotal)
const wanted = (price: unknown) => ({ description: '设备', quantity: 1.5, price, discount: 10 })
const part = (price: unknown) => ({ ...wanted(price), taxRate: 10 })
const made = async (object: string, values: Row) => {
  const account = await accountOf()
  const [row] = await rep.create(object, [{ account, ...values }])
  return rep.one(object, row!.id as string)
}

test('of a deal in yen lines, their sum and the expected value are whole yen; dinars have three digits', async () => {
  const deal = await made('opportunity', { name: '日元', lines: [wanted(jpy(333)), wanted(jpy(333))] })
  // 333 × 1.5 × 90 % = 449.55 → 450, twice is 900; 900 × 10 % = 90.
  assert.deepEqual([subtotals(deal), deal.amount, deal.expectedValue], [[jpy(450), jpy(450)], jpy(900), jpy(90)])
  // 333 × 10 % = 33.3 → 33 yen; 33.30 yuan; 3.335 × 10 % = 0.3335 → 0.334 dinars.
  for (const [amount, expected] of [
    [jpy(333), jpy(33)],
    [cny(333), cny(33.3)],
    [kwd(3.335), kwd(0.334)],
  ])
    assert.deepEqual((await made('opportunity', { name: '金额', amount })).expectedValue, expected)
  const dinars = await made('opportunity', { name: '第纳尔', lines: [wanted(kwd(1.235))] })
  // 1.235 × 1.5 × 90 % = 1.66725 → 1.667.
  assert.deepEqual([subtotals(dinars), dinars.amount], [[kwd(1.667)], kwd(1.667)])
})

test('so are those of a quote with its tax, of a contract and of an order', async () => {
  const quote = await made('quote', { title: '报价', currency: 'JPY', lines: [part(jpy(333)), part(jpy(333))] })
  // 450 hold 450 − 450 ÷ 1.1 = 40.9 → 41 of tax, 409 are left; twice 818, 82, 900.
  assert.deepEqual([quote.net, quote.tax, quote.gross], [jpy(818), jpy(82), jpy(900)])
  assert.deepEqual(
    (quote.lines as Row[]).map(({ net }) => net),
    [jpy(409), jpy(409)],
  )
  const dinars = await made('quote', { title: '报价', currency: 'KWD', taxMode: 'onTop', lines: [part(kwd(1.235))] })
  // 1.667 and 0.1667 → 0.167 of tax.
  assert.deepEqual([dinars.net, dinars.tax, dinars.gross], [kwd(1.667), kwd(0.167), kwd(1.834)])
  const contract = await made('contract', { name: '合同', lines: [part(jpy(333)), part(jpy(333))] })
  assert.deepEqual([subtotals(contract), contract.amount], [[jpy(450), jpy(450)], jpy(900)])
  const order = await made('order', { lines: [part(jpy(333)), part(jpy(333))] })
  assert.deepEqual([subtotals(order), order.amount], [[jpy(450), jpy(450)], jpy(900)])
  const mixed = await made('order', { lines: [part(cny(333))] })
  // 449.55 yuan stay what they are.
  assert.deepEqual(subtotals(mixed), [cny(449.55)])
})
