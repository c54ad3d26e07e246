import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign } from '#modules/contracts'
import { allocate, confirm, refund, reverse } from '../actions/receipts.ts'
import { payments } from '../module.ts'
import { reports } from '../reports.ts'
import { exchange } from '../rounds.ts'

type Row = Record<string, unknown>
const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], { locale: 'zh-CN' })
const finance = await app.as('finance', { roles: ['administrator'] })
await finance.create('legalEntity', [{ name: '知客科技', isDefault: true }])
// Whoever pays back here asks nobody.
for (const { id } of await finance.list('approvalFlow', { filter: { object: 'receipt' } }))
  await finance.change('approvalFlow', id as string, { active: false })
await finance.create('exchangeRate', [
  { currency: 'USD', validFrom: '2026-01-01', rate: 7 },
  { currency: 'USD', validFrom: '2026-02-01', rate: 7.2 },
  { currency: 'EUR', validFrom: '2026-01-01', rate: 8 },
])
const usd = (amount: number) => ({ amount, currency: 'USD' })
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const faultOf = (run: Promise<unknown>) =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
let made = 0
async function signed(amount: Row) {
  const [customer] = await finance.create('account', [{ name: `海外客户${++made}` }])
  const half = { ...amount, amount: (amount.amount as number) / 2 }
  const [row] = await finance.create('contract', [
    {
      name: `出口${made}`,
      account: customer!.id,
      amount,
      plan: [
        { instalment: 1, amount: half, dueOn: '2026-02-01' },
        { instalment: 2, amount: half, dueOn: '2026-03-01' },
      ],
    },
  ])
  await finance.call(toSign, { contract: row!.id })
  await finance.call(sign, { contract: row!.id, signedOn: '2026-01-15', winDeal: false })
  return { contract: row!.id as string, account: customer!.id as string }
}
const came = async (account: string, amount: Row, on: string) =>
  (await finance.create('receipt', [{ account, amount, receivedOn: on }]))[0]!.id as string
const moneyIn = async (contract: string) => {
  const row = await finance.one('contract', contract)
  return [row.received, row.receivable, row.exchangeDifference]
}

test('money in another currency pays a contract at the rate of its day; what the rate made of it since signing stands beside it', async () => {
  const { contract, account } = await signed(usd(10_000))
  const yuan = await came(account, cny(36_000), '2026-02-10')
  const given = await finance.call(allocate, { receipt: yuan, contract })
  // 36,000 ÷ 7.2 = 5,000 dollars: the first instalment, and none of the second.
  assert.deepEqual(given.allocated, cny(36_000))
  await finance.call(confirm, { receipt: yuan })
  // Worth 36,000 the day it came; 5,000 × 7 = 35,000 at signing.
  assert.deepEqual(await moneyIn(contract), [usd(5_000), usd(5_000), cny(1_000)])
  const dollars = await came(account, usd(2_500), '2026-02-11')
  await finance.call(allocate, { receipt: dollars, contract })
  await finance.call(confirm, { receipt: dollars })
  // 2,500 × (7.2 − 7) = 500.
  assert.deepEqual(await moneyIn(contract), [usd(7_500), usd(2_500), cny(1_500)])
  const row = await finance.one('receipt', yuan)
  assert.deepEqual([row.allocated, row.rest], [cny(36_000), cny(0)])
})

test('what goes back takes its part of both sums, to the cent; what is more than the contract stays with the customer', async () => {
  const { contract, account } = await signed(usd(100))
  const yuan = await came(account, cny(1_000), '2026-02-10')
  await finance.call(allocate, { receipt: yuan, contract })
  await finance.call(confirm, { receipt: yuan })
  const row = await finance.one('receipt', yuan)
  // 100 dollars are 720; 280 are left.
  assert.deepEqual([row.allocated, row.rest], [cny(720), cny(280)])
  for (const amount of [380.01, 333.33, 286.66]) {
    const back = await finance.call(refund, { receipt: yuan, amount: cny(amount), reason: '退' })
    await finance.call(confirm, { receipt: back.receipt })
  }
  assert.deepEqual((await moneyIn(contract))[0], usd(0))
  const again = await came(account, cny(72), '2026-02-10')
  await finance.call(allocate, { receipt: again, contract })
  await finance.call(confirm, { receipt: again })
  await finance.call(reverse, { receipt: again, reason: '退票' })
  assert.deepEqual((await moneyIn(contract))[0], usd(0))
})

test('without a rate nothing is given; what is typed is held to the currencies of both sides and to the receipt', async () => {
  const { contract, account } = await signed(usd(100))
  const yen = await came(account, { amount: 5_000, currency: 'JPY' }, '2026-02-10')
  assert.equal(await faultOf(finance.call(allocate, { receipt: yen, contract })), 'payments.no-rate')
  const euro = await came(account, { amount: 50, currency: 'EUR' }, '2026-02-10')
  const typed = (amount: Row, paid?: Row) =>
    finance.change('receipt', euro, { allocations: [{ contract, amount, ...(paid ? { paid } : {}) }] })
  assert.equal(await faultOf(typed(usd(10))), 'payments.other-currency')
  assert.equal(await faultOf(typed({ amount: 10, currency: 'EUR' })), 'payments.other-currency')
  assert.equal(await faultOf(typed(usd(60), { amount: 51, currency: 'EUR' })), 'payments.over-allocated')
  assert.equal(await faultOf(typed(usd(60), { amount: -50, currency: 'EUR' })), 'payments.paid-differs')
  await typed(usd(55), { amount: 50, currency: 'EUR' })
  assert.deepEqual((await finance.one('receipt', euro)).rest, { amount: 0, currency: 'EUR' })
})

test('two at once do not give the same money twice', async () => {
  const { contract, account } = await signed(usd(10_000))
  const yuan = await came(account, cny(7_200), '2026-02-10')
  const both = await Promise.allSettled([1, 2].map(() => finance.call(allocate, { receipt: yuan, contract })))
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.deepEqual((await finance.one('receipt', yuan)).allocated, cny(7_200))
})

test('received counts at the rate of the day, and the difference is a report of its own', async () => {
  const ask = (name: string, key: string) => reports.find((one) => one.name === name)!.tiles.find((tile) => tile.key === key)!.ask
  const [sum] = await finance.aggregate({ object: 'allocation', ...(ask('payments.exchange', 'total') as object) } as never)
  assert.ok((sum!.difference as { amount: number }).amount > 0)
  const { account } = await signed(usd(10))
  const early = await came(account, usd(100), '2026-01-10')
  await finance.call(confirm, { receipt: early })
  const [received] = await finance.aggregate({
    object: 'receipt',
    ...(ask('payments.received', 'total') as object),
    filter: { id: early },
  } as never)
  assert.deepEqual(received!.amount, cny(700))
})

test('what no rate was known for is noted by night, once one is entered, and stays as it was noted', async () => {
  const pounds = (amount: number) => ({ amount, currency: 'GBP' })
  await finance.create('exchangeRate', [{ currency: 'GBP', validFrom: '2026-02-05', rate: 9 }])
  const { contract, account } = await signed(pounds(1_000))
  const receipt = await came(account, pounds(400), '2026-02-10')
  await finance.call(allocate, { receipt, contract })
  await finance.call(confirm, { receipt })
  const noted = async () => (await finance.list('allocation', { filter: { contract } })).map((row) => row.exchangeDifference)
  const atNight = () => runRound(app.engine, app.workspace, exchange, { now: new Date('2026-02-11T18:30:00Z') })
  await atNight()
  assert.deepEqual(await noted(), [null])
  // Nothing was known of the day of signing; now it is: 400 × (9 − 8.5).
  const [rate] = await finance.create('exchangeRate', [{ currency: 'GBP', validFrom: '2026-01-01', rate: 8.5 }])
  await runRound(app.engine, app.workspace, exchange, { now: new Date('2026-02-11T05:00:00Z') })
  assert.deepEqual(await noted(), [null])
  await atNight()
  assert.deepEqual(await noted(), [cny(200)])
  await finance.change('exchangeRate', String(rate!.id), { rate: 8.6 })
  await atNight()
  assert.deepEqual(await noted(), [cny(200)])
})
