import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allocateTo, confirm, deliver, fromDeal, sendBack } from '#modules/orders'
import { confirm as book, refund } from '#modules/payments'
import { accept, fromDeal as quoteFromDeal, send, submit } from '#modules/quotes'
import { reopen, win } from '#modules/sales'
import { gatherCredits } from '../count/gather.ts'
import { reports } from '../reports.ts'
import { resultReports } from '../result-reports.ts'
import { amount, faultOf, openCompany } from './company.ts'

type Row = Record<string, unknown>
const { app, rep, mate, manager, finance, admin, month, today, plan, won, signed, account, count, figures } = await openCompany()
const [place] = await admin.create('warehouse', [{ name: '杭州仓' }])
const idOf = (row: Row | undefined) => String(row!.id)

/** Goods at 113 with tax, 100 net, that cost 60 since long ago and something else from a day on. */
async function goods(costs: Record<string, number>): Promise<string> {
  const [row] = await admin.create('product', [{ name: `终端${Math.random()}`, price: 113, taxRate: 13 }])
  await admin.create(
    'productCost',
    Object.entries(costs).map(([validFrom, cost]) => ({ product: row!.id, validFrom, cost })),
  )
  return idOf(row)
}
const line = (product: string, quantity: number) => ({ product, quantity, price: 113 })
const gain = async (deal: string) => amount((await manager.one('opportunity', deal)).grossProfit)
async function ordered(deal: string): Promise<string> {
  const { order } = await rep.call(fromDeal, { opportunity: deal })
  await rep.call(confirm, { order })
  return String(order)
}
const send_ = async (order: string, quantity: number, deliveredOn: string) => {
  const [one] = (await admin.one('order', order)).lines as Row[]
  return admin.call(deliver, { order, warehouse: place!.id, deliveredOn, quantities: { [idOf(one)]: quantity } })
}

test('golden: what is delivered costs what it did on that day, what is not what it cost on the day of winning; what comes back is as before', async () => {
  const product = await goods({ '2020-01-01': 60, [`${month(1)}-15`]: 70, [`${month(0)}-01`]: 55 })
  const customer = await account()
  const deal = await won(0, `${month(2)}-10`, { account: customer, amount: null, lines: [line(product, 10)] })
  assert.equal(await gain(deal), 400)
  const order = await ordered(deal)
  await send_(order, 2, `${month(2)}-20`)
  assert.equal(await gain(deal), 400)
  // 4 of 10 went out at 70: 400 − 4 × 10.
  const { delivery } = await send_(order, 4, `${month(1)}-20`)
  assert.equal(await gain(deal), 360)
  // The rest at 55: 360 + 4 × 5.
  await send_(order, 4, `${month(0)}-01`)
  assert.equal(await gain(deal), 380)
  const [one] = (await admin.one('order', order)).lines as Row[]
  await admin.call(sendBack, { delivery, reason: '破损', settlement: 'refund', quantities: { [idOf(one)]: 3 } })
  assert.equal(await gain(deal), 410)
  assert.equal(amount((await manager.one('account', customer)).dealsProfit), 410)
  const report = reports.find(({ name }) => name === 'commissions.customer-profit')!
  const rows = await manager.aggregate({
    object: 'saleCredit',
    ...report.tiles[0]!.ask,
    filter: { event: 'won', opportunity: deal },
  } as never)
  assert.equal(amount(rows[0]!.gain), 410)
})

test('a call-off that names its contract alone counts for the deal of the contract', async () => {
  const product = await goods({ '2020-01-01': 60, [`${month(1)}-15`]: 70 })
  const deal = await won(0, `${month(2)}-10`, { amount: null, lines: [line(product, 10)] })
  const agreed = await signed(1_130, `${month(2)}-11`, {
    opportunity: deal,
    account: idOf((await rep.one('opportunity', deal)).account as Row),
  })
  const [row] = await rep.create('order', [
    { account: agreed.account.id, contract: agreed.contract, lines: [{ product, quantity: 10, price: 113 }] },
  ])
  await rep.call(confirm, { order: row!.id })
  await send_(idOf(row), 10, `${month(1)}-20`)
  assert.equal(await gain(deal), 300)
})

test('an accepted quote says what is not delivered costs; a cost that is noted later speaks for its day', async () => {
  const product = await goods({ '2020-01-01': 60 })
  const [deal] = await rep.create('opportunity', [
    { name: '报价商机', account: await account(), foundOn: '2020-01-01', lines: [line(product, 10)] },
  ])
  const { quote } = await rep.call(quoteFromDeal, { opportunity: deal!.id })
  await rep.change('quote', String(quote), { quotedOn: `${month(1)}-10` })
  await rep.call(submit, { quote })
  await rep.call(send, { quote })
  await rep.call(accept, { quote, acceptedBy: '周总', proof: '邮件' })
  if ((await rep.one('opportunity', idOf(deal))).outcome === 'open') await rep.call(win, { opportunity: deal!.id })
  assert.equal(await gain(idOf(deal)), 400)
  await admin.create('productCost', [{ product, validFrom: `${month(1)}-15`, cost: 70 }])
  assert.equal(await gain(idOf(deal)), 400)
  const order = await ordered(idOf(deal))
  await send_(order, 5, today)
  assert.equal(await gain(idOf(deal)), 350)
  const lost = await won(0, today, { amount: null, lines: [line(await goods({}), 1)] })
  assert.equal(await gain(lost), null)
  const [of] = (await admin.one('opportunity', lost)).lines as Row[]
  await admin.create('productCost', [{ product: (of!.product as Row).id, validFrom: '2021-01-01', cost: 90 }])
  assert.equal(await gain(lost), 10)
})

test('the month that paid by the margin is corrected by what deliveries cost', async () => {
  const product = await goods({ '2020-01-01': 60, [`${month(1)}-15`]: 70 })
  const by = await plan({ measure: 'margin' }, 10)
  const deal = await won(0, `${month(1)}-10`, { account: await account(mate), amount: null, lines: [line(product, 10)] }, mate)
  const { order } = await mate.call(fromDeal, { opportunity: deal })
  await mate.call(confirm, { order })
  await count(by, month(1))
  assert.deepEqual(await figures(mate, month(1)), [['normal', 400, 10, 40]])
  await send_(String(order), 10, `${month(1)}-20`)
  await count(by, month(1))
  assert.deepEqual(await figures(mate, month(1)), [['normal', 300, 10, 30]])
})

test('money for an order without a contract gives credit by the shares of its deal, and commission on receipt; what goes back takes from them', async () => {
  const product = await goods({ '2020-01-01': 60 })
  const by = await plan({ measure: 'received' }, 10)
  const customer = await account()
  await rep.change('account', customer, { province: '浙江省' })
  const splits = [
    { person: rep.id, share: 60, kind: 'normal' },
    { person: mate.id, share: 40, kind: 'normal' },
  ]
  const deal = await won(0, `${month(1)}-02`, { account: customer, amount: null, lines: [line(product, 10)], splits })
  const order = await ordered(deal)
  const [receipt] = await finance.create('receipt', [{ account: customer, amount: 565, receivedOn: `${month(1)}-20` }])
  await finance.call(allocateTo, { receipt: receipt!.id, order })
  assert.equal(await finance.count('saleCredit', { event: 'received' }), 0)
  await finance.call(book, { receipt: receipt!.id })
  const credits = await finance.list('saleCredit', { filter: { event: 'received' }, sort: ['-share'] })
  assert.deepEqual(
    credits.map((row) => [idOf(row.person as Row), row.share, amount(row.amount), amount(row.creditedNet), idOf(row.order as Row)]),
    [
      [rep.id, 60, 565, 300, order],
      [mate.id, 40, 565, 200, order],
    ],
  )
  const provinces = resultReports.find(({ name }) => name === 'commissions.received')!.tiles.find(({ key }) => key === 'provinces')!
  const byProvince = async () => (await finance.aggregate({ object: 'saleCredit', ...provinces.ask } as never)) as Row[]
  assert.deepEqual(
    (await byProvince()).map((row) => [row['account.province'], amount(row.amount)]),
    [['浙江省', 565]],
  )
  // So does credit that was given before it named its customer.
  await app.database.pool.query(`UPDATE ${app.workspace.schema}.sale_credit SET account_id = NULL`)
  await admin.work((work) => gatherCredits(work))
  assert.deepEqual(
    (await byProvince()).map((row) => [row['account.province'], amount(row.amount)]),
    [['浙江省', 565]],
  )
  await count(by, month(1))
  const paid = async () => (await figures(rep, month(1))).filter(([, counted]) => counted === 300 || counted === -60)
  assert.deepEqual(await paid(), [['normal', 300, 10, 30]])
  const back = await finance.call(refund, { receipt: receipt!.id, amount: 113, refundedOn: `${month(1)}-25`, reason: '退' })
  await finance.call(book, { receipt: back.receipt })
  await count(by, month(1))
  assert.deepEqual(await paid(), [
    ['normal', 300, 10, 30],
    ['normal', -60, 10, -6],
  ])
  assert.equal(await faultOf(manager.call(reopen, { opportunity: deal })), 'payments.deal-paid')
})
