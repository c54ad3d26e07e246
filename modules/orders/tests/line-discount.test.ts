import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, approve, fromDeal, send, submit } from '#modules/quotes'
import { bill } from '../actions/bill.ts'
import { confirm, giveUpRest } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { fromQuote } from '../actions/make.ts'
import { sendBack } from '../actions/send-back.ts'
import { cny, faultOf, openCompany, type Row } from './order-company.ts'

const { admin, rep, manager, keeper, finance, accountOf, goods, orderOf, lineOf } = await openCompany()
const linesOf = async (object: string, id: unknown) => (await admin.one(object, String(id))).lines as Row[]
const said = (line: Row | undefined) => [line!.discount, line!.discountAmount]

test('a discount is typed as an amount, its per cent follow, and what was typed counts to the cent', async () => {
  const product = await goods(null)
  const [deal] = await rep.create('opportunity', [
    { name: '三台', account: await accountOf(), lines: [{ product, quantity: 3, price: 100, discountAmount: 100 }] },
  ])
  const id = String(deal!.id)
  const [line] = await linesOf('opportunity', id)
  assert.deepEqual([...said(line), line!.subtotal], [33.33, cny(100), cny(200)])
  assert.deepEqual((await rep.one('opportunity', id)).amount, cny(200))
  const write = (values: Row) => rep.change('opportunity', id, { lines: [{ id: line!.id, ...values }] })
  // More pieces: the amount stays.
  await write({ quantity: 7 })
  assert.deepEqual(said((await linesOf('opportunity', id))[0]), [14.29, cny(100)])
  await write({ discount: 10 })
  assert.deepEqual(said((await linesOf('opportunity', id))[0]), [10, null])
  await write({ discountAmount: 0.01 })
  assert.deepEqual((await rep.one('opportunity', id)).amount, cny(699.99))
  await write({ discountAmount: null })
  assert.deepEqual(said((await linesOf('opportunity', id))[0]), [0, null])
  assert.equal(await faultOf(write({ discountAmount: 700.01 })), 'catalog.discount-beyond-line')
  assert.equal(await faultOf(write({ discountAmount: { amount: 1, currency: 'USD' } })), 'catalog.discount-currency')
})

test('limits of discount hold by the amount, and it goes along from the deal to the quote, the order and the invoice', async () => {
  await admin.create('discountLimit', [{ name: '全部', mostDiscount: 20, isActive: true }])
  const product = await goods(10)
  await admin.create('productCost', [{ product, validFrom: '2030-01-01', cost: 10 }])
  const [deal] = await rep.create('opportunity', [
    { name: '折让', account: await accountOf(), lines: [{ product, quantity: 3, discountAmount: 61, price: 100 }] },
  ])
  const { quote } = await rep.call(fromDeal, { opportunity: deal!.id })
  const [line] = await linesOf('quote', quote)
  assert.deepEqual([...said(line), line!.gross, line!.exceeds], [20.33, cny(61), cny(239), 'discount'])
  await rep.change('quote', String(quote), { lines: [{ id: line!.id, discountAmount: 59.99 }] })
  const [less] = await linesOf('quote', quote)
  assert.deepEqual([...said(less), less!.gross, less!.exceeds], [20, cny(59.99), cny(240.01), null])
  await rep.call(submit, { quote })
  if ((await rep.one('quote', String(quote))).status === 'draft') await manager.call(approve, { quote })
  await rep.call(send, { quote })
  await rep.call(accept, { quote, acceptedBy: '周', proof: '邮件' })
  const { order } = await rep.call(fromQuote, { quote })
  const taken = await lineOf(String(order))
  assert.deepEqual([...said(taken), taken.subtotal], [20, cny(59.99), cny(240.01)])
  await rep.call(confirm, { order })
  const { invoice } = await finance.call(bill, { order })
  assert.deepEqual((await finance.one('invoice', String(invoice))).amount, cny(240.01))
})

test('of part of a position the amount goes in proportion', async () => {
  const order = await orderOf([{ product: await goods(10), quantity: 4, price: 100, discountAmount: 40 }])
  await rep.call(confirm, { order })
  const line = await lineOf(order)
  const { delivery } = await keeper.call(deliver, { order, quantities: { [String(line.id)]: 3 } })
  assert.deepEqual((await lineOf(order)).deliveredValue, cny(270))
  const { orderReturn } = await keeper.call(sendBack, {
    delivery,
    reason: '破损',
    settlement: 'refund',
    quantities: { [String(line.id)]: 1 },
  })
  assert.deepEqual((await admin.one('orderReturn', String(orderReturn))).value, cny(90))
  await rep.call(giveUpRest, { order, reason: '停产' })
  assert.deepEqual((await admin.one('order', order)).amount, cny(270))
})
