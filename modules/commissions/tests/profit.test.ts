import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyGrades } from '#modules/customers'
import { approve, submit } from '#modules/expenses'
import { reports } from '../reports.ts'
import { amount, openCompany } from './company.ts'

const { rep, mate, reader, manager, finance, admin, month, plan, won, account, count, app } = await openCompany()
const first = await plan({ measure: 'margin' }, 10)
const [goods] = await admin.create('product', [{ name: '终端', price: 113, taxRate: 13, cost: 60 }])
const [other] = await admin.create('product', [{ name: '无成本', price: 113, taxRate: 13 }])
const line = (product: string, quantity: number) => ({ product, quantity, price: 113 })

test('deal profit is gross profit less commission and approved expenses; without a cost it is unknown, and so is that of the customer', async () => {
  const customer = await account()
  const deal = await won(0, `${month(1)}-12`, { account: customer, amount: null, lines: [line(goods!.id as string, 10)] })
  const [row] = await rep.create('expense', [{ purpose: '拜访', kind: 'meal', amount: 20, receiptNumber: 'P1', opportunity: deal }])
  await rep.call(submit, { expense: row!.id })
  await manager.call(approve, { expense: row!.id })
  const [served] = await rep.create('expense', [
    { purpose: '回访', kind: 'communication', side: 'serving', amount: 15, receiptNumber: 'P2', account: customer },
  ])
  await rep.call(submit, { expense: served!.id })
  await manager.call(approve, { expense: served!.id })
  await count(first, month(1))
  const seen = await manager.one('opportunity', deal)
  assert.deepEqual(
    ['grossProfit', 'commission', 'expenseCost', 'dealProfit'].map((name) => amount(seen[name])),
    [400, 40, 20, 340],
  )
  const one = await manager.one('account', customer)
  assert.deepEqual([one.wonDeals, amount(one.dealsProfit), amount(one.customerProfit)], [1, 340, 325])
  const unknown = await won(0, `${month(1)}-13`, { account: customer, amount: null, lines: [line(other!.id as string, 1)] })
  assert.equal((await manager.one('opportunity', unknown)).dealProfit, null)
  assert.equal((await manager.one('account', customer)).customerProfit, null)
  assert.equal(await finance.count('saleCredit', { concern: 'noCost' }), 1)
})

test('what goods cost is not learned from what they gain', async () => {
  const [deal] = await rep.list('opportunity', { filter: { outcome: 'won' } })
  for (const person of [rep, reader]) {
    const row = await person.one('opportunity', deal!.id as string)
    for (const name of ['grossProfit', 'dealProfit']) assert.ok(!(name in row), name)
    await assert.rejects(person.aggregate({ object: 'saleCredit', measures: { gain: { sum: 'creditedProfit' } } }))
  }
  assert.deepEqual(await mate.list('saleCredit'), [])
})

test('people are compared by the profit rate of what they sell', async () => {
  const [row] = await manager.aggregate({
    object: 'saleCredit',
    by: ['owner'],
    measures: { net: { sum: 'creditedNet' }, gain: { sum: 'creditedProfit' } },
    filter: { event: 'won', kind: 'normal', profit: { empty: false } },
  })
  assert.deepEqual([amount(row!.net), amount(row!.gain)], [1_000, 400])
  await app.atMost(1, () => manager.list('opportunity', { limit: 50 }))
})

test('a list of customers counts no profits of their deals unless asked to', async () => {
  const [plain] = await manager.list('account', { limit: 1 })
  assert.ok(!('customerProfit' in plain!))
  const [asked] = await manager.list('account', { limit: 1, fields: ['customerProfit'] })
  assert.ok('customerProfit' in asked!)
})

test('golden: a customer that brought 200 in the year before and 300 in the last one has grown by half, and a grade may go by that', async () => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  const [good, fallen] = [await account(), await account()]
  const sold = (customer: string, quantity: number, back: number) =>
    won(0, day(back), { account: customer, amount: null, lines: [line(goods!.id as string, quantity)] })
  // Each gains 40: 100 net less 60.
  await sold(good, 5, 400)
  await sold(good, 7.5, 20)
  await sold(fallen, 10, 500)
  await sold(fallen, 2, 10)
  const one = await manager.one('account', good)
  assert.deepEqual([amount(one.profitYearBefore), amount(one.profitLastYear), amount(one.profitGap), one.profitGrowth], [200, 300, 100, 50])
  assert.equal((await manager.one('account', fallen)).profitGrowth, -80)
  const report = reports.find(({ name }) => name === 'commissions.customer-profit')!
  const ask = (key: string) => manager.aggregate({ object: 'saleCredit', ...report.tiles.find((tile) => tile.key === key)!.ask } as never)
  const rowOf = (rows: readonly Record<string, unknown>[], id: string) =>
    rows.find((row) => Object.values(row).some((value) => (value as { id?: string } | null)?.id === id))!
  const years = await ask('years')
  assert.deepEqual([amount(rowOf(years, fallen).before), amount(rowOf(years, fallen).gain)], [400, 80])
  const all = rowOf(await ask('customers'), good)
  assert.deepEqual([amount(all.gain), all.n, all.first, all.last], [500, 2, day(400), day(20)])
  const filter = { profitGrowth: { gte: 20 } }
  const [rule] = await admin.create('gradeRule', [{ name: '利润增长', grade: 'A', filter, position: 1, isActive: true }])
  await admin.call(applyGrades, { gradeRule: rule!.id })
  assert.deepEqual([(await manager.one('account', good)).grade, (await manager.one('account', fallen)).grade], ['A', null])
})
