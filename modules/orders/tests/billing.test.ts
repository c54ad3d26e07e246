import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRounds } from '#kernel'
import { followAction } from '#modules/activities'
import { allocate, approve, confirm as book, issue, redden, refund, reject } from '#modules/payments'
import { account as customer } from '#objects/customers'
import { allocateTo, bill } from '../actions/bill.ts'
import { cancel, confirm, giveUpRest } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { sendBack, settle } from '../actions/send-back.ts'
import { creditOf } from '../index.ts'
import { reports } from '../reports.ts'
import { cny, faultOf, openCompany, type Row } from './order-company.ts'

const { app, admin, rep, finance, keeper, accountOf, goods, orderOf, lineOf } = await openCompany()
const idOf = (row: Row | undefined) => String(row!.id)
let numbers = 0

const amountOf = (value: unknown) => (value as { amount: number } | null)?.amount ?? null
const moneyOf = async (order: string) => {
  const row = await finance.one('order', order)
  return ['billed', 'received', 'openMoney', 'unbilled'].map((name) => amountOf(row[name]))
}
const owes = async (account: string) => {
  const row = await finance.one('account', account)
  return [amountOf(row.receivableMoney), amountOf(row.overdueMoney), row.overdueDays === null ? null : Number(row.overdueDays) > 0]
}
/** A confirmed order of so many pieces at 100 that stands under no contract. */
async function sold(quantity: number, account?: string, more: Row = {}) {
  const product = await goods(100)
  const of = account ?? (await accountOf())
  const order = await orderOf([{ product, quantity, taxRate: 13 }], { account: of, ...more })
  await rep.call(confirm, { order })
  return { order, account: of, product }
}
async function out(invoice: unknown, issuedOn?: string): Promise<string> {
  await finance.call(approve, { invoice })
  numbers += 1
  await finance.call(issue, { invoice, invoiceNumber: `D-${numbers}`, ...(issuedOn ? { issuedOn } : {}) })
  return String(invoice)
}
const money = async (account: string, amount: number) => idOf((await finance.create('receipt', [{ account, amount }]))[0])

const askOf = async (report: string, tile: string, filter: Row) => {
  const { object, tiles } = reports.find(({ name }) => name === report)!
  const { ask } = tiles.find(({ key }) => key === tile)!
  return admin.aggregate({ object, ...ask, filter: { and: [ask.filter, filter] } } as never)
}

test('average transaction value: paid orders by the customers who gave them; what is open is in neither', async () => {
  const [one, two, three] = [await accountOf(), await accountOf(), await accountOf()]
  for (const [quantity, account, paid] of [
    [3, one, 300],
    [2, one, 200],
    [1, two, 100],
    [9, three, 899],
  ] as const) {
    const { order } = await sold(quantity, account)
    const receipt = await money(account, paid)
    await finance.call(allocateTo, { order, receipt } as never)
    await finance.call(book, { receipt })
  }
  const [total] = await askOf('orders.per-customer', 'total', { account: { in: [one, two, three] } })
  assert.deepEqual([total!.amount, total!.customers, total!.n], [cny(600), 2, 3])
})

test('an order without a contract is billed line by line, paid by its invoice, and shows what is open; the customer owes it once', async () => {
  const { order, account } = await sold(10)
  assert.deepEqual(await moneyOf(order), [null, null, 1_000, 1_000])
  assert.deepEqual(await owes(account), [null, null, null])
  const { invoice } = await rep.call(bill, { order })
  const [line] = (await rep.one('invoice', String(invoice))).shares as Row[]
  assert.deepEqual([line!.quantity, line!.price, line!.amount, line!.taxRate, line!.unit], [10, cny(100), cny(1_000), 13, '台'])
  assert.equal(await faultOf(rep.call(bill, { order })), 'orders.nothing-to-bill')
  // Long ago by every clock.
  await out(invoice, '2020-05-01')
  assert.deepEqual(await moneyOf(order), [1_000, null, 1_000, 0])
  assert.deepEqual(await owes(account), [1_000, 1_000, true])
  const receipt = await money(account, 1_500)
  assert.deepEqual((await finance.call(allocate, { receipt, invoice, amount: 400 })).allocated, cny(400))
  await finance.call(book, { receipt })
  assert.deepEqual(await moneyOf(order), [1_000, 400, 600, 0])
  assert.deepEqual(await owes(account), [600, 600, true])
  assert.deepEqual((await finance.call(allocate, { receipt, invoice })).allocated, cny(600))
  assert.deepEqual(await owes(account), [0, 0, false])
  const row = await rep.one('invoice', String(invoice))
  assert.deepEqual([row.payState, row.receivable, (await finance.one('receipt', receipt)).rest], ['paid', cny(0), cny(500)])
  assert.equal(await faultOf(finance.call(allocate, { receipt, invoice })), 'payments.not-billed')
  assert.equal(await faultOf(finance.call(allocate, { receipt })), 'payments.for-what')
})

test('an order is never billed beyond what it comes to, by no road, and not by two at once', async () => {
  const { order, account } = await sold(10)
  const ask = (amount: number) => rep.create('invoice', [{ account, shares: [{ order, description: '货款', amount }] }])
  assert.equal(await faultOf(ask(1_000.01)), 'orders.over-billed')
  const tries = await Promise.allSettled([600, 600].map(ask))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const [first] = await finance.list('invoice', { filter: { account } })
  await finance.call(reject, { invoice: first!.id, reason: '抬头不对' })
  const both = await Promise.allSettled([rep.call(bill, { order }), rep.call(bill, { order })])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const brought = admin.work(
    (work) => work.create({ name: 'invoice' } as never, [{ account, shares: [{ order, description: '导入', amount: 1 }] }] as never),
    { via: 'import' },
  )
  assert.equal(await faultOf(brought), 'orders.over-billed')
  assert.equal(await faultOf(rep.create('invoice', [{ account, shares: [{ description: '无主', amount: 1 }] }])), 'payments.for-what')
})

test('money goes to an order before its invoice, never more than the order; the invoice finds it, and two at once do not give it twice', async () => {
  const { order, account } = await sold(10)
  const receipts = [await money(account, 800), await money(account, 800)]
  const tries = await Promise.allSettled(receipts.map((receipt) => finance.create('allocation', [{ receipt, order, amount: 800 }])))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const other = receipts[tries.findIndex(({ status }) => status === 'rejected')]!
  assert.deepEqual((await finance.call(allocateTo, { receipt: other, order })).allocated, cny(200))
  assert.equal(await faultOf(finance.call(allocateTo, { receipt: other, order })), 'payments.nothing-left')
  for (const receipt of receipts) await finance.call(book, { receipt })
  assert.deepEqual(await moneyOf(order), [null, 1_000, 0, 1_000])
  const invoice = await out((await rep.call(bill, { order })).invoice)
  const row = await finance.one('invoice', invoice)
  assert.deepEqual([row.payState, row.paid], ['paid', cny(1_000)])
  assert.deepEqual((await owes(account))[0], 0)
})

test('a red invoice and a refund open the order again; goods that came back are not billed any more', async () => {
  const { order, account } = await sold(10)
  const { delivery } = await keeper.call(deliver, { order })
  const invoice = await out((await rep.call(bill, { order, onlyDelivered: true })).invoice)
  const receipt = await money(account, 1_000)
  await finance.call(allocate, { receipt, invoice })
  await finance.call(book, { receipt })
  const line = idOf(await lineOf(order))
  const { orderReturn } = await keeper.call(sendBack, { delivery, reason: '破损', settlement: 'refund', quantities: { [line]: 3 } })
  assert.deepEqual(await moneyOf(order), [1_000, 1_000, -300, -300])
  await finance.call(settle, { orderReturn })
  const { invoice: red, receipt: back } = await finance.one('orderReturn', String(orderReturn))
  await out((red as Row).id)
  await finance.call(book, { receipt: (back as Row).id })
  assert.deepEqual(await moneyOf(order), [700, 700, 0, 0])
  assert.equal(await faultOf(finance.call(redden, { invoice, amount: 701, reason: '多' })), 'payments.over-reversed')
  assert.equal(await faultOf(rep.call(bill, { order })), 'orders.nothing-to-bill')
  assert.equal(
    await faultOf(rep.create('invoice', [{ account, shares: [{ order, description: '再开', amount: 300 }] }])),
    'orders.over-billed',
  )
  assert.equal(await faultOf(finance.call(refund, { receipt, amount: 701, reason: '多' })), 'payments.over-refunded')
})

test('an invoice takes several orders and contracts of its customer; of one under a contract the contract is billed', async () => {
  const first = await sold(10)
  const second = await sold(5, first.account)
  const { invoice } = await rep.call(bill, { order: first.order })
  assert.equal((await rep.call(bill, { order: second.order, into: invoice })).invoice, invoice)
  const other = await sold(1)
  assert.equal(await faultOf(rep.call(bill, { order: other.order, into: invoice })), 'orders.other-customer')
  await out(invoice)
  assert.equal(await faultOf(rep.call(bill, { order: (await sold(1, first.account)).order, into: invoice })), 'orders.invoice-is-out')
  const receipt = await money(first.account, 1_200)
  await finance.call(allocate, { receipt, invoice })
  await finance.call(book, { receipt })
  assert.deepEqual([(await moneyOf(first.order))[1], (await moneyOf(second.order))[1]], [1_000, 200])
  assert.equal((await owes(first.account))[0], 300)
  const over = finance.create('allocation', [{ receipt: await money(first.account, 900), order: second.order, invoice, amount: 301 }])
  assert.equal(await faultOf(over), 'orders.over-received')
})

test('what was billed or paid is not cancelled, given up or sold for less', async () => {
  const { order } = await sold(10)
  const { invoice } = await rep.call(bill, { order })
  assert.equal(await faultOf(rep.call(cancel, { order, reason: '不要了' })), 'orders.money-hangs-on')
  await keeper.call(deliver, { order, quantities: { [idOf(await lineOf(order))]: 4 } })
  assert.equal(await faultOf(rep.call(giveUpRest, { order, reason: '停产' })), 'orders.over-billed')
  await finance.call(reject, { invoice, reason: '改开' })
  await rep.call(giveUpRest, { order, reason: '停产' })
  assert.deepEqual(await moneyOf(order), [null, null, 400, 400])
  const draft = await orderOf([{ product: await goods(1), quantity: 1 }])
  assert.equal(await faultOf(rep.call(bill, { order: draft })), 'orders.not-confirmed')
})

test('what was paid of orders is credit that may be used again', async () => {
  const account = await accountOf({ creditLimit: 1_000 })
  const { order } = await sold(9, account)
  const used = async () =>
    (await admin.work(async (work) => creditOf(work, (await work.one({ name: 'account' } as never, account as never)) as never)))?.used
  assert.equal(await used(), 900)
  const receipt = await money(account, 500)
  await finance.call(allocateTo, { receipt, order })
  assert.equal(await used(), 900)
  await finance.call(book, { receipt })
  assert.equal(await used(), 400)
  await sold(6, account)
})

test('whoever reads an order reads what bills and pays it, and nobody else does', async () => {
  const { order, account } = await sold(2)
  const { invoice } = await finance.call(bill, { order })
  const receipt = await money(account, 100)
  await finance.call(allocateTo, { receipt, order })
  assert.equal((await rep.one('invoice', String(invoice))).id, invoice)
  assert.equal((await rep.one('receipt', receipt)).id, receipt)
  const stranger = await app.as('rep', { name: '别人' })
  assert.equal(await faultOf(stranger.one('receipt', receipt)), 'kernel.not-found')
  assert.equal(await faultOf(keeper.call(bill, { order })), 'kernel.forbidden')
})

test('what was billed without a contract and is late keeps the next order back, until it is paid', async () => {
  const { order, account, product } = await sold(1, await accountOf({ creditDays: 30 }))
  const { invoice } = await rep.call(bill, { order })
  await out(invoice, '2020-05-01')
  const next = await orderOf([{ product, quantity: 1 }], { account })
  assert.equal(await faultOf(rep.call(confirm, { order: next })), 'orders.overdue')
  const receipt = await money(account, 100)
  await finance.call(allocate, { receipt, invoice })
  await finance.call(book, { receipt })
  await rep.call(confirm, { order: next })
})

test('an invoice of an order without a contract is reminded of before its day and after it, once each step, until it is paid; who follows the customer hears it', async () => {
  const { order, account } = await sold(3)
  const invoice = await out((await rep.call(bill, { order })).invoice, '2030-05-18')
  await finance.change('invoice', invoice, { dueOn: '2030-05-25' })
  await admin.call(followAction('activities.follow-customer', customer), { account, to: 'follow' })
  const rounds = openRounds({ engine: app.engine, log: { info() {}, warn() {}, error: (_details, message) => assert.fail(message) } })
  const on = async (...days: readonly string[]) => {
    for (const day of days) await rounds.run(app.workspace, new Date(`${day}T04:00:00Z`))
    const { rows } = await app.database.pool.query(
      `SELECT kind, person FROM ${app.workspace.schema}.notice WHERE record_id = $1 AND kind LIKE '%invoice-%' AND kind NOT LIKE '%-out' ORDER BY at, id`,
      [invoice],
    )
    return rows.map(({ kind, person }) => `${kind} ${person === rep.id ? 'rep' : person === admin.id ? 'admin' : 'other'}`)
  }
  assert.deepEqual(await on('2030-05-17'), [])
  assert.deepEqual(await on('2030-05-20', '2030-05-21', '2030-05-25'), ['payments.invoice-soon rep'])
  const late = await on('2030-05-26', '2030-05-27')
  assert.deepEqual(late.slice(1).toSorted(), ['payments.followed-invoice-late admin', 'payments.invoice-late rep'])
  assert.equal((await on('2030-06-09')).filter((told) => told === 'payments.invoice-late rep').length, 2)
  const receipt = await money(account, 300)
  await finance.call(allocate, { receipt, invoice })
  await finance.call(book, { receipt })
  const before = await on()
  assert.deepEqual(await on('2030-06-24'), before)
})
