import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sign, toSign } from '#modules/contracts'
import { confirm } from '../actions/course.ts'
import { fromContract } from '../actions/make.ts'
import { faultOf, openCompany, type Row } from './order-company.ts'

const { admin, rep, accountOf, goods, orderOf, stateOf } = await openCompany()

async function under(product: string): Promise<string> {
  const [row] = await admin.create('contract', [
    { name: '供货合同', account: await accountOf(), owner: rep.id, lines: [{ product, quantity: 5, price: 100 }] },
  ])
  const contract = String(row!.id)
  await admin.call(toSign, { contract, acceptUnplanned: true })
  await admin.call(sign, { contract, signedOn: '2030-05-01', winDeal: false })
  return contract
}

test('what is off sale comes onto no new order, and is delivered where a contract promised it', async () => {
  const product = await goods(null)
  const contract = await under(product)
  const before = await orderOf([{ product, quantity: 1, price: 100 }])
  await admin.change('product', product, { status: 'offSale' })
  assert.equal(await faultOf(orderOf([{ product, quantity: 1, price: 100 }])), 'catalog.off-sale')
  assert.equal(await faultOf(rep.create('orderLine', [{ order: before, product, quantity: 1, price: 100 } as Row])), 'catalog.off-sale')
  const { order } = await rep.call(fromContract, { contract })
  for (const id of [before, String(order)]) {
    await rep.call(confirm, { order: id })
    assert.equal(await stateOf(id), 'confirmed')
  }
})

test('what is sold with approval only is confirmed by a manager, or under a contract', async () => {
  const product = await goods(null)
  const contract = await under(product)
  await admin.change('product', product, { status: 'approvalOnly' })
  const order = await orderOf([{ product, quantity: 1, price: 100 }])
  assert.equal(await faultOf(rep.call(confirm, { order })), 'orders.approval-only')
  await admin.call(confirm, { order })
  assert.equal(await stateOf(order), 'confirmed')
  const called = await rep.call(fromContract, { contract })
  await rep.call(confirm, { order: called.order })
  assert.equal(await stateOf(String(called.order)), 'confirmed')
})
