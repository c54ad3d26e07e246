import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { sign, toSign } from '#modules/contracts'
import { blacklist } from '#modules/customers'
import { accept, approve, send, submit } from '#modules/quotes'
import { allowOversell, cancel, confirm, releaseCredit } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { fromContract, fromDeal, fromQuote } from '../actions/make.ts'
import { rounds } from '../rounds.ts'
import { cny, faultOf, openCompany, type Row } from './order-company.ts'

const { app, admin, rep, manager, finance, keeper, warehouse, accountOf, goods, orderOf, lineOf, stateOf } = await openCompany()
const idOf = (row: Row | undefined) => String(row!.id)

async function running(lines: readonly Row[], more: Row = {}): Promise<{ contract: string; account: string }> {
  const account = await accountOf()
  const [row] = await admin.create('contract', [{ name: '供货合同', account, owner: rep.id, lines, ...more }])
  const contract = idOf(row)
  await admin.call(toSign, { contract, acceptUnplanned: true })
  await admin.call(sign, { contract, signedOn: '2030-05-01', winDeal: false })
  return { contract, account }
}

test('an accepted quote becomes one order, worth to the cent what was accepted', async () => {
  const account = await accountOf()
  const product = await goods(null)
  const [row] = await admin.create('quote', [
    {
      title: '设备报价',
      account,
      owner: rep.id,
      handDiscount: 1,
      lines: [
        { product, quantity: 3, price: 100, cost: 0, taxRate: 13 },
        { description: '培训', kind: 'optional', price: 500, cost: 0, taxRate: 6 },
      ],
    },
  ])
  const quote = idOf(row)
  assert.equal(await faultOf(rep.call(fromQuote, { quote })), 'orders.quote-not-accepted')
  if ((await admin.call(submit, { quote })).status === 'inApproval') await admin.call(approve, { quote })
  await admin.call(send, { quote })
  await admin.call(accept, { quote, acceptedBy: '王芳', proof: '微信' })
  const tries = await Promise.allSettled([rep.call(fromQuote, { quote, channel: 'shop' }), rep.call(fromQuote, { quote, channel: 'shop' })])
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal(await faultOf(rep.call(fromQuote, { quote })), 'orders.quote-taken')
  const [made] = await rep.list('order', { filter: { quote }, fields: ['id', 'amount', 'channel', 'status'] })
  assert.deepEqual([made!.amount, made!.channel, made!.status], [cny(299), 'shop', 'draft'])
})

test('a deal becomes an order with its lines', async () => {
  const account = await accountOf()
  const product = await goods(null)
  const [deal] = await rep.create('opportunity', [{ name: '仓储项目', account, lines: [{ product, quantity: 2, price: 80 }] }])
  const { order } = await rep.call(fromDeal, { opportunity: deal!.id, promisedOn: '2030-07-01' })
  const row = await rep.one('order', String(order))
  assert.deepEqual([row.amount, row.promisedOn, (row.opportunity as { id: string }).id], [cny(160), '2030-07-01', deal!.id])
  const [empty] = await rep.create('opportunity', [{ name: '无明细', account }])
  assert.equal(await faultOf(rep.call(fromDeal, { opportunity: empty!.id })), 'orders.no-lines')
})

test('a contract is called off by what no order has called off yet, and a cancelled order gives it back', async () => {
  const product = await goods(null)
  const { contract } = await running([{ product, quantity: 10, price: 100, description: '终端' }])
  const { order } = await rep.call(fromContract, { contract })
  const line = await lineOf(String(order))
  await rep.change('orderLine', String(line.id), { quantity: 4 })
  await rep.call(confirm, { order })
  const second = String((await rep.call(fromContract, { contract })).order)
  assert.equal((await lineOf(second)).quantity, 6)
  assert.equal(await faultOf(rep.call(fromContract, { contract })), 'orders.nothing-left')
  await rep.call(cancel, { order, reason: '改单' })
  assert.equal((await lineOf(String((await rep.call(fromContract, { contract })).order))).quantity, 4)
})

test('orders never come to more than their contract, by no road; of two call-offs of the last balance one succeeds', async () => {
  const product = await goods(null)
  const { contract, account } = await running([], { form: 'frame', amount: 1_000 })
  const callOff = async (quantity: number) => {
    const { order } = await rep.call(fromContract, { contract })
    await rep.create('orderLine', [{ order, product, quantity }])
    return String(order)
  }
  const first = await callOff(4)
  await rep.call(confirm, { order: first })
  const last = [await callOff(6), await callOff(6)]
  const tries = await Promise.allSettled(last.map((order) => rep.call(confirm, { order })))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const lost = tries.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  assert.deepEqual([lost.reason.code, lost.reason.details.over], ['orders.over-contract', 600])
  const brought = admin.work(
    (work) =>
      work.create(
        { name: 'order' } as never,
        [{ account, contract, status: 'confirmed', lines: [{ product, quantity: 1, price: 1 }] }] as never,
      ),
    { via: 'import' },
  )
  assert.equal(await faultOf(brought), 'orders.over-contract')
  const other = await accountOf()
  const foreign = await orderOf([{ product, price: 1 }], { account: other, contract })
  assert.equal(await faultOf(rep.call(confirm, { order: foreign })), 'orders.not-its-contract')
})

test('two deliveries of the last piece at once: one succeeds, and nothing lies below zero', async () => {
  const product = await goods(1)
  const orders = [await orderOf([{ product }]), await orderOf([{ product }])]
  await rep.call(confirm, { order: orders[0] })
  assert.equal(await faultOf(rep.call(confirm, { order: orders[1] })), 'orders.not-available')
  assert.equal(await faultOf(rep.call(allowOversell, { order: orders[1], promisedOn: '2030-06-10' })), 'kernel.forbidden')
  await admin.call(allowOversell, { order: orders[1], promisedOn: '2030-06-10' })
  await rep.call(confirm, { order: orders[1] })
  assert.equal((await rep.one('product', product)).available, -1)
  const tries = await Promise.allSettled(orders.map((order) => keeper.call(deliver, { order })))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((tries.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason.code, 'orders.not-in-stock')
  assert.equal((await rep.one('product', product)).onHand, 0)
})

test('two orders that want the last piece: one is confirmed; the same order is not delivered twice at once', async () => {
  const product = await goods(1)
  const orders = [await orderOf([{ product }]), await orderOf([{ product }])]
  const tries = await Promise.allSettled(orders.map((order) => rep.call(confirm, { order })))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const order = orders[tries.findIndex(({ status }) => status === 'fulfilled')]!
  const sent = await Promise.allSettled([keeper.call(deliver, { order }), keeper.call(deliver, { order })])
  assert.deepEqual(sent.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('leave to oversell holds for the order that was shown: another position takes it back', async () => {
  const product = await goods(1)
  const order = await orderOf([{ product, quantity: 2 }])
  await admin.call(allowOversell, { order, promisedOn: '2030-06-10' })
  await rep.change('orderLine', String((await lineOf(order)).id), { quantity: 3 })
  assert.equal((await rep.one('order', order)).mayOversell, false)
  assert.equal(await faultOf(rep.call(confirm, { order })), 'orders.not-available')
})

test('a blacklisted customer orders nothing, one on hold or beyond the limit only by release, two at once included', async () => {
  const product = await goods(null)
  const blocked = await accountOf()
  await admin.call(blacklist, { account: blocked, effect: 'blockOrder', reason: '欠款' })
  const refused = await orderOf([{ product }], { account: blocked })
  assert.equal(await faultOf(rep.call(confirm, { order: refused })), 'orders.blacklisted')

  const account = await accountOf({ creditLimit: 1_000 })
  const [one, two] = [await orderOf([{ product, quantity: 6 }], { account }), await orderOf([{ product, quantity: 6 }], { account })]
  const tries = await Promise.allSettled([one, two].map((order) => rep.call(confirm, { order })))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const { reason } = tries.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  assert.deepEqual(
    [reason.code, reason.details.used, reason.details.free, reason.details.amount],
    ['orders.credit-exceeded', 600, 400, 600],
  )
  const order = tries[0]!.status === 'rejected' ? one : two
  assert.equal(await faultOf(rep.call(releaseCredit, { order, reason: '老客户' })), 'kernel.forbidden')
  await finance.call(releaseCredit, { order, reason: '老客户' })
  await rep.change('orderLine', String((await lineOf(order)).id), { quantity: 7 })
  assert.equal(await faultOf(rep.call(confirm, { order })), 'orders.credit-exceeded')
  await finance.call(releaseCredit, { order, reason: '老客户' })
  await rep.call(confirm, { order })

  const held = await accountOf({ creditHold: true })
  assert.equal(await faultOf(rep.call(confirm, { order: await orderOf([{ product }], { account: held }) })), 'orders.credit-hold')
})

test('what signed contracts have left to pay takes from the credit, and money that is late beyond the term stops orders', async () => {
  const product = await goods(null)
  const { account, contract } = await running([{ product, quantity: 8, price: 100 }], {
    plan: [{ instalment: 1, dueOn: '2020-01-01', amount: 800 }],
  })
  await finance.change('account', account, { creditLimit: 1_000 })
  const order = await orderOf([{ product, quantity: 3 }], { account })
  assert.equal(await faultOf(rep.call(confirm, { order })), 'orders.credit-exceeded')
  const within = String((await rep.call(fromContract, { contract })).order)
  await rep.call(confirm, { order: within })
  await finance.change('account', account, { creditLimit: null, creditDays: 30 })
  assert.equal(await faultOf(rep.call(confirm, { order })), 'orders.overdue')
})

test('orders and contracts in other currencies take from the credit at the rate of the day', async () => {
  const product = await goods(null)
  await admin.create('exchangeRate', [
    { currency: 'USD', rate: 7, validFrom: '2030-01-01' },
    { currency: 'USD', rate: 9, validFrom: '2030-12-01' },
  ])
  const account = await accountOf({ creditLimit: 1_000 })
  const inDollars = () => orderOf([{ product, quantity: 1, price: { amount: 100, currency: 'USD' } }], { account })
  await rep.call(confirm, { order: await inDollars() })
  const refused = await rep.call(confirm, { order: await inDollars() }).catch((fault: unknown) => fault)
  const { code, details } = refused as { code: string; details: Row }
  assert.deepEqual([code, details.used, details.free, details.amount], ['orders.credit-exceeded', 700, 300, 700])
  await rep.call(confirm, { order: await orderOf([{ product, quantity: 3 }], { account }) })
  const { account: buyer } = await running([{ product, quantity: 1, price: { amount: 120, currency: 'USD' } }], {})
  await finance.change('account', buyer, { creditLimit: 1_000 })
  assert.equal(
    await faultOf(rep.call(confirm, { order: await orderOf([{ product, quantity: 2 }], { account: buyer }) })),
    'orders.credit-exceeded',
  )
})

test('the last piece that goes out makes instalments due that wait for the delivery; billed and paid, the order closes by itself', async () => {
  const product = await goods(null)
  const { account, contract } = await running([{ product, quantity: 2, price: 100 }], {
    plan: [{ instalment: 1, milestone: 'delivered', days: 10, amount: 200 }],
  })
  const order = String((await rep.call(fromContract, { contract })).order)
  await rep.call(confirm, { order })
  await keeper.call(deliver, { order, deliveredOn: '2030-05-20' })
  const [part] = await admin.list('planLine', { filter: { contract } })
  assert.equal(part!.dueOn, '2030-05-30')
  const close = rounds.find(({ name }) => name === 'orders.close')!
  const night = () => runRound(app.engine, app.workspace, close, { now: new Date('2030-06-20T20:00:00Z') } as never)
  await night()
  assert.equal(await stateOf(order), 'delivered')
  const line = (await lineOf(order)).id
  await app.system.create('invoice', [
    { account, status: 'issued', invoiceNumber: 'F1', issuedOn: '2030-06-01', shares: [{ contract, orderLine: line, amount: 200 }] },
  ])
  assert.deepEqual((await rep.one('order', order)).billed, cny(200))
  await night()
  assert.equal(await stateOf(order), 'delivered')
  await app.system.create('receipt', [{ account, amount: 200, status: 'confirmed', allocations: [{ contract, amount: 200 }] }])
  await night()
  assert.equal(await stateOf(order), 'closed')
})

test('orders brought in as confirmed keep back their goods within a minute', async () => {
  const product = await goods(9)
  const account = await accountOf()
  await admin.work(
    (work) =>
      work.create({ name: 'order' } as never, [{ account, status: 'confirmed', lines: [{ product, quantity: 5, price: 1 }] }] as never),
    { via: 'import' },
  )
  assert.equal((await rep.one('product', product)).reserved, null)
  await runRound(app.engine, app.workspace, rounds.find(({ name }) => name === 'orders.catch-up')!, {
    now: new Date('2030-05-20T10:00:00Z'),
  } as never)
  assert.equal((await rep.one('product', product)).reserved, 5)
})

test('each sees and does his part: the warehouse no prices, those who sell no deliveries, strangers nothing', async () => {
  const product = await goods(5)
  const order = await orderOf([{ product, quantity: 2 }])
  const stranger = await app.as('rep', { name: 'Stranger' })
  assert.equal(await faultOf(stranger.one('order', order)), 'kernel.not-found')
  assert.equal(await faultOf(keeper.call(confirm, { order })), 'kernel.forbidden')
  await rep.call(confirm, { order })
  for (const who of [rep, manager, finance]) assert.match(await faultOf(who.call(deliver, { order })), /forbidden|not-found/)
  const seen = await keeper.one('order', order)
  for (const name of ['amount', 'billed', 'contract', 'quote', 'creditRelease']) assert.equal(name in seen, false, name)
  const [line] = seen.lines as Row[]
  for (const name of ['price', 'discount', 'subtotal', 'billed']) assert.equal(name in line!, false, name)
  assert.deepEqual([line!.quantity, (seen.account as { title: string }).title.length > 0], [2, true])
  for (const name of ['price', 'cost', 'marginRate']) assert.equal(name in (await keeper.one('product', product)), false, name)
  assert.equal(await faultOf(keeper.list('contract')), 'kernel.forbidden')
  assert.equal(await faultOf(rep.create('stockMove', [{ product, warehouse, kind: 'in', quantity: 1 }])), 'kernel.forbidden')
  assert.equal(await faultOf(rep.change('order', order, { returnDays: 90 })), 'kernel.forbidden')
  // Everybody counts with what others have reserved, and reads no order of theirs.
  const [kept] = await stranger.list('reservation', { filter: { product } })
  assert.deepEqual([(await stranger.one('product', product)).available, kept!.quantity], [3, 2])
  assert.deepEqual(kept!.orderLine, { id: null, title: null, hidden: true })
  assert.equal((await finance.one('order', order)).number, seen.number)
  await app.atMost(14, () => rep.list('order'))
})

test('a promotion is in the price of an order, says where it comes from, goes with the quantity until somebody types, and is used once it is agreed', async () => {
  const product = await goods(null, 100)
  const [made] = await admin.create('promotion', [
    { name: '春季', kind: 'percent', rate: 20, startsOn: '2030-05-01', endsOn: '2030-05-31', items: [{ product }], mostUses: 1 },
  ])
  const promotion = String(made!.id)
  const order = await orderOf([{ product, quantity: 2 }])
  const line = await lineOf(order)
  assert.deepEqual([line.price, line.priceFrom], [cny(80), '春季 (→ 2030-05-31)'])
  await rep.change('orderLine', String(line.id), { quantity: 3 })
  const used = async () => {
    const { usedCount, givenSum } = await admin.one('promotion', promotion)
    return [usedCount, (givenSum as { amount: number } | null)?.amount ?? 0]
  }
  assert.deepEqual(await used(), [0, 0])
  const second = await orderOf([{ product }])
  const typed = await orderOf([{ product }])
  await rep.change('orderLine', String((await lineOf(typed)).id), { price: 90 })
  assert.deepEqual([(await lineOf(typed)).promotion, (await lineOf(typed)).priceFrom], [null, null])
  await rep.call(confirm, { order })
  assert.deepEqual(await used(), [1, 60])
  assert.equal(await faultOf(rep.call(confirm, { order: second })), 'catalog.promotion-used-up')
  await rep.call(confirm, { order: typed })
  await rep.call(cancel, { order, reason: '不要了' })
  assert.deepEqual(await used(), [0, 0])
  await rep.call(confirm, { order: second })
})
