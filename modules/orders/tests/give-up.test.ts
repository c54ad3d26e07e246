import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirm, giveUpRest } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { sendBack } from '../actions/send-back.ts'
import { cny, faultOf, openCompany } from './order-company.ts'

const { rep, keeper, finance, accountOf, goods, orderOf, lineOf, stateOf } = await openCompany()

test('what of a part delivery is given up is neither owed nor kept back, and says why; two at once give it up once', async () => {
  const product = await goods(100)
  const account = await accountOf({ creditLimit: 1_000 })
  const order = await orderOf([{ product, quantity: 10 }], { account })
  assert.equal(await faultOf(rep.call(giveUpRest, { order, reason: '停产' })), 'orders.no-such-step')
  await rep.call(confirm, { order })
  const line = String((await lineOf(order)).id)
  await keeper.call(deliver, { order, quantities: { [line]: 4 } })
  const both = await Promise.allSettled([1, 2].map(() => rep.call(giveUpRest, { order, reason: '客户改型号' })))
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  const now = await lineOf(order)
  assert.deepEqual([now.givenUp, now.toDeliver, now.reserved, now.subtotal], [6, 0, 0, cny(400)])
  const row = await rep.one('order', order)
  assert.deepEqual([row.status, row.endReason, row.amount], ['delivered', '客户改型号', cny(400)])
  // 600 of the credit are free again.
  const next = await orderOf([{ product, quantity: 6 }], { account })
  await rep.call(confirm, { order: next })
  const more = await orderOf([{ product, quantity: 1 }], { account })
  assert.equal(await faultOf(rep.call(confirm, { order: more })), 'orders.credit-exceeded')
  assert.equal(await faultOf(finance.call(giveUpRest, { order: next, reason: '不' })), 'kernel.forbidden')
  assert.equal(await faultOf(keeper.call(deliver, { order, quantities: { [line]: 1 } })), 'orders.no-such-step')
})

test('what comes back after the rest was given up is counted against what was asked for', async () => {
  const product = await goods(100)
  const order = await orderOf([{ product, quantity: 10 }])
  await rep.call(confirm, { order })
  const line = String((await lineOf(order)).id)
  const { delivery } = await keeper.call(deliver, { order, quantities: { [line]: 4 } })
  await rep.call(giveUpRest, { order, reason: '停产' })
  await keeper.call(sendBack, { delivery, quantities: { [line]: 4 }, reason: '不合适', settlement: 'none' })
  assert.equal(await stateOf(order), 'returned')
})
