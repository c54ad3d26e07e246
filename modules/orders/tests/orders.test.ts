import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sign, toSign } from '#modules/contracts'
import { allocate, approve as approveInvoice, confirm as confirmMoney, issue } from '#modules/payments'
import { cancel, closeOrder, confirm } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { sendBack, settle } from '../actions/send-back.ts'
import { book, count, transfer } from '../actions/stock.ts'
import { cny, faultOf, openCompany, type Row } from './order-company.ts'

const { app, admin, rep, finance, keeper, warehouse, accountOf, goods, orderOf, lineOf, stateOf } = await openCompany()

const figuresOf = async (product: string) => {
  const { onHand, reserved, available } = await rep.one('product', product)
  return [onHand ?? 0, reserved ?? 0, available]
}

test('an order takes address, consignee, price and text from customer and product, and is worth its lines', async () => {
  const account = await accountOf({ province: '浙江省' })
  const [contact] = await admin.create('contact', [{ name: '王芳', account, mobile: '13800138000', owner: rep.id }])
  const product = await goods(null, 250)
  const order = await orderOf([{ product, quantity: 3, discount: 10 }], { account, contact: contact!.id, channel: 'phone' })
  const row = await rep.one('order', order)
  assert.deepEqual(
    [row.amount, row.status, row.deliveryAddress, row.consignee, (row.legalEntity as { title: string }).title],
    [cny(675), 'draft', '浙江省杭州市文三路 1 号', '王芳', '知客科技'],
  )
  assert.match(String(row.number), /^DD-2030-\d{6}$/)
  const line = await lineOf(order)
  assert.deepEqual([line.description, line.unit, line.price], [(await rep.one('product', product)).name, '台', cny(250)])
})

test('confirming reserves, delivering in parts takes from stock in the same write, and the order goes on by itself', async () => {
  const product = await goods(10)
  const order = await orderOf([{ product, quantity: 8 }])
  assert.deepEqual(await figuresOf(product), [10, 0, 10])
  await rep.call(confirm, { order, promisedOn: '2030-05-30' })
  assert.deepEqual(await figuresOf(product), [10, 8, 2])
  const line = String((await lineOf(order)).id)
  const first = await keeper.call(deliver, { order, quantities: { [line]: 3 }, carrier: '顺丰', trackingNumber: 'SF100' })
  assert.equal(first.status, 'partDelivered')
  assert.deepEqual(await figuresOf(product), [7, 5, 2])
  const { delivered, toDeliver, reserved } = await lineOf(order)
  assert.deepEqual([delivered, toDeliver, reserved], [3, 5, 5])
  const sent = await rep.one('delivery', String(first.delivery))
  assert.deepEqual([sent.trackingNumber, (sent.order as { id: string }).id], ['SF100', order])
  const last = await keeper.call(deliver, { order })
  assert.equal(last.status, 'delivered')
  assert.deepEqual(await figuresOf(product), [2, 0, 2])
  assert.equal((await rep.one('order', order)).deliveredShare, 100)
  assert.equal(await faultOf(keeper.call(deliver, { order })), 'orders.no-such-step')
})

test('more than was ordered is never delivered, and more than lies there neither', async () => {
  const [product, other] = [await goods(10), await goods(10)]
  const order = await orderOf([{ product, quantity: 4 }])
  await rep.call(confirm, { order })
  const line = String((await lineOf(order)).id)
  assert.equal(await faultOf(keeper.call(deliver, { order, quantities: { [line]: 5 } })), 'orders.over-delivered')
  assert.equal(
    await faultOf(keeper.create('delivery', [{ order, warehouse, lines: [{ orderLine: line, quantity: 5 }] }])),
    'orders.over-delivered',
  )
  const foreign = await orderOf([{ product: other, quantity: 1 }])
  const theirs = (await lineOf(foreign)).id
  assert.equal(
    await faultOf(keeper.create('delivery', [{ order, warehouse, lines: [{ orderLine: theirs, quantity: 1 }] }])),
    'orders.other-order',
  )
  await keeper.call(book, { product, warehouse, way: 'out', quantity: 9, cause: '样机' })
  assert.equal(await faultOf(keeper.call(deliver, { order })), 'orders.not-in-stock')
  assert.equal(await stateOf(order), 'confirmed')
  await keeper.call(deliver, { order, quantities: { [line]: 1 } })
})

test('what comes back lies in stock again; an exchange is to be delivered again, and the time to return is kept', async () => {
  const product = await goods(10)
  const order = await orderOf([{ product, quantity: 6 }])
  await rep.call(confirm, { order })
  const { delivery } = await keeper.call(deliver, { order })
  const line = String((await lineOf(order)).id)
  const back = (quantity: number, settlement: string) =>
    keeper.call(sendBack, { delivery, quantities: { [line]: quantity }, reason: '破损', settlement })
  assert.equal(await faultOf(back(7, 'refund')), 'orders.over-returned')
  assert.equal((await back(1, 'exchange')).status, 'partDelivered')
  assert.deepEqual(await figuresOf(product), [5, 1, 4])
  assert.equal((await keeper.call(deliver, { order })).status, 'delivered')
  const { orderReturn, status } = await back(2, 'refund')
  assert.equal(status, 'partReturned')
  assert.deepEqual(await figuresOf(product), [6, 0, 6])
  assert.deepEqual((await finance.one('orderReturn', String(orderReturn))).value, cny(200))
  assert.equal(await faultOf(rep.call(settle, { orderReturn })), 'kernel.forbidden')
  await finance.call(settle, { orderReturn })
  assert.equal(await faultOf(finance.call(settle, { orderReturn })), 'orders.settled')
  assert.equal(
    await faultOf(keeper.call(sendBack, { delivery, reason: '晚', settlement: 'refund', returnedOn: '2030-05-28' })),
    'orders.return-time-over',
  )
  const late = { delivery, quantities: { [line]: 1 }, reason: '质量问题', settlement: 'none', returnedOn: '2030-05-28', evenIfLate: true }
  assert.equal(await faultOf(keeper.call(sendBack, late)), 'orders.return-time-over')
  const broken = await admin.call(sendBack, late)
  assert.equal((await admin.one('orderReturn', String(broken.orderReturn))).reason, '质量问题')
  await app.system.change('order', order, { returnDays: 30 })
  await keeper.call(sendBack, { delivery, reason: '晚', settlement: 'none', returnedOn: '2030-05-28' })
  assert.equal(await stateOf(order), 'partReturned')
})

test('a cancelled order gives back what it kept; what was delivered is not cancelled', async () => {
  const product = await goods(5)
  const order = await orderOf([{ product, quantity: 5 }])
  await rep.call(confirm, { order })
  const second = await orderOf([{ product, quantity: 1 }])
  assert.equal(await faultOf(rep.call(confirm, { order: second })), 'orders.not-available')
  await rep.call(cancel, { order, reason: '客户取消' })
  assert.deepEqual(await figuresOf(product), [5, 0, 5])
  await rep.call(confirm, { order: second })
  await keeper.call(deliver, { order: second })
  assert.equal(await faultOf(rep.call(cancel, { order: second, reason: '迟了' })), 'orders.no-such-step')
  await finance.call(closeOrder, { order: second, reason: '已结清' })
  assert.equal(await stateOf(second), 'closed')
})

test('the ledger of stock is written once; counting books the difference, a transfer is two moves', async () => {
  const product = await goods(10)
  const [other] = await admin.create('warehouse', [{ name: '上海仓' }])
  const [move] = await admin.list('stockMove', { filter: { product } })
  assert.equal(await faultOf(admin.change('stockMove', move!.id as string, { quantity: 11 })), 'orders.ledger')
  assert.equal(await faultOf(admin.remove('stockMove', [move!.id as string])), 'orders.ledger')
  assert.equal(await faultOf(admin.change('product', product, { onHand: 5 })).then((code) => /read-only/.test(code)), true)
  assert.equal(await faultOf(keeper.create('stockMove', [{ product, warehouse, kind: 'in', quantity: -1 }])), 'orders.sign')
  assert.equal(await faultOf(keeper.call(book, { product, warehouse, way: 'out', quantity: 11, cause: '领用' })), 'orders.not-in-stock')
  assert.equal((await keeper.call(count, { product, warehouse, counted: 8, cause: '盘亏' })).difference, -2)
  assert.equal(await faultOf(keeper.call(count, { product, warehouse, counted: 8, cause: '盘点' })), 'orders.as-counted')
  await keeper.call(transfer, { product, from: warehouse, to: other!.id, quantity: 3 })
  const rows = await rep.aggregate({
    object: 'stockMove',
    by: ['warehouse'],
    measures: { onHand: { sum: 'quantity' } },
    filter: { product },
  } as never)
  assert.deepEqual(rows.map(({ onHand }) => Number(onHand)).toSorted(), [3, 5])
  assert.deepEqual(await figuresOf(product), [8, 0, 8])
  await keeper.call(transfer, { product, from: other!.id, to: warehouse, quantity: 3 })
  await admin.change('warehouse', other!.id as string, { isActive: false })
})

test('undoing a delivery brings the goods back, and the order stands where it stood', async () => {
  const product = await goods(4)
  const order = await orderOf([{ product, quantity: 4 }])
  await rep.call(confirm, { order })
  const { delivery } = await keeper.call(deliver, { order })
  assert.equal(await faultOf(admin.remove('delivery', [String(delivery)])), 'orders.stands')
  const [done] = await keeper.changeSets()
  await admin.undo(String(done!.id))
  assert.deepEqual(await figuresOf(product), [4, 4, 0])
  assert.equal(await stateOf(order), 'confirmed')
  assert.equal((await keeper.call(deliver, { order })).status, 'delivered')
})

test('whoever keeps the warehouse has the delivery among his tasks', async () => {
  const product = await goods(1)
  const order = await orderOf([{ product }], { warehouse })
  await rep.call(confirm, { order, promisedOn: '2030-06-01' })
  const of = { filter: { order } }
  const [task] = await admin.list('task', of)
  assert.deepEqual([(task!.owner as { id: string }).id, task!.dueOn, task!.state], [keeper.id, '2030-06-01', 'open'])
  await keeper.call(deliver, { order })
  assert.equal((await admin.list('task', of))[0]!.state, 'done')
})

test('settling a return drafts the red invoice and the refund with its sum, and names them; finance confirms both', async () => {
  const account = await accountOf()
  const [made] = await rep.create('contract', [
    { name: '泵站', account, amount: 600, plan: [{ instalment: 1, dueOn: '2030-05-01', amount: 600 }] },
  ])
  const contract = made!.id as string
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: '2030-04-01' })
  const order = await orderOf([{ product: await goods(10), quantity: 6 }], { account, contract })
  await rep.call(confirm, { order })
  const { delivery } = await keeper.call(deliver, { order })
  const [bill] = await finance.create('invoice', [{ account, shares: [{ contract, amount: 600 }] }])
  await finance.call(approveInvoice, { invoice: bill!.id })
  await finance.call(issue, { invoice: bill!.id, invoiceNumber: 'R-33' })
  const [money] = await finance.create('receipt', [{ account, amount: 600, receivedOn: '2030-05-02' }])
  await finance.call(allocate, { receipt: money!.id, contract })
  await finance.call(confirmMoney, { receipt: money!.id })
  const line = String((await lineOf(order)).id)
  const back = async (settlement: string) =>
    (await keeper.call(sendBack, { delivery, quantities: { [line]: 2 }, reason: '破损', settlement })).orderReturn as string
  const settled = await finance.call(settle, { orderReturn: await back('refund') })
  const [red, paidBack] = [await finance.one('invoice', String(settled.invoice)), await finance.one('receipt', String(settled.receipt))]
  assert.deepEqual([red.amount, red.status, (red.reverses as Row).id, red.reason], [cny(-200), 'requested', bill!.id, '破损'])
  assert.deepEqual([paidBack.amount, paidBack.kind, (paidBack.refundOf as Row).id], [cny(-200), 'refund', money!.id])
  assert.notEqual(paidBack.status, 'confirmed')
  const row = await finance.one('orderReturn', settled.orderReturn as string)
  assert.deepEqual([(row.invoice as Row).id, (row.receipt as Row).id], [settled.invoice, settled.receipt])
  assert.deepEqual((await finance.one('contract', contract)).received, cny(600))
  await finance.call(confirmMoney, { receipt: settled.receipt })
  assert.deepEqual((await finance.one('contract', contract)).received, cny(400))
  const credited = await finance.call(settle, { orderReturn: await back('credit') })
  assert.deepEqual([(await finance.one('invoice', String(credited.invoice))).amount, credited.receipt], [cny(-200), null])
  const byHand = await finance.call(settle, { orderReturn: await back('refund'), draft: false })
  assert.deepEqual([byHand.invoice, byHand.receipt], [null, null])
})
