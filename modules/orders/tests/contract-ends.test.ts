import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { finish, sign, terminate, toSign } from '#modules/contracts'
import * as payments from '#modules/payments'
import { confirm } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { rounds } from '../rounds.ts'
import { faultOf, openCompany } from './order-company.ts'

const { app, admin, rep, finance, keeper, accountOf, goods, orderOf, lineOf, stateOf } = await openCompany()

/** A contract that runs, with two orders: one of which part has left, one of which nothing has. */
async function ordered() {
  const [account, product] = [await accountOf(), await goods(100)]
  const plan = [{ instalment: 1, dueOn: '2030-06-01', amount: 1_000 }]
  const [row] = await rep.create('contract', [{ name: '供货', account, amount: 1_000, plan }])
  const contract = row!.id as string
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: '2030-05-01', winDeal: false })
  const [part, whole] = [
    await orderOf([{ product, quantity: 5 }], { account, contract }),
    await orderOf([{ product, quantity: 3 }], { account, contract }),
  ]
  for (const order of [part, whole]) await rep.call(confirm, { order })
  await keeper.call(deliver, { order: part, quantities: { [String((await lineOf(part)).id)]: 2 } })
  return { contract, account, part, whole }
}
const statusOf = async (contract: string) => (await admin.one('contract', contract)).status
const ends = (contract: string, orders: 'keep' | 'cancel') =>
  admin.call(terminate, { contract, reason: '客户停产', openPlan: 'waive', orders })

test('with a contract that is terminated its orders come to nothing or are still delivered, as was decided', async () => {
  const one = await ordered()
  assert.equal((await admin.one('contract', one.contract)).ordersOpen, 2)
  await ends(one.contract, 'cancel')
  assert.deepEqual([await stateOf(one.part), await stateOf(one.whole)], ['delivered', 'cancelled'])
  assert.equal((await rep.one('order', one.whole)).endReason, '客户停产')
  const other = await ordered()
  await ends(other.contract, 'keep')
  assert.deepEqual([await stateOf(other.part), await stateOf(other.whole)], ['partDelivered', 'confirmed'])
})

test('a contract is finished by rule once it is delivered and paid, where its company of ours has it so; by hand what is open asks for a reason', async () => {
  const one = await ordered()
  const pay = async () => {
    const [row] = await finance.create('receipt', [{ account: one.account, amount: 1_000, receivedOn: '2030-05-10' }])
    await finance.call(payments.allocate, { receipt: row!.id, contract: one.contract })
    await finance.call(payments.confirm, { receipt: row!.id })
  }
  const byRule = rounds.find(({ name }) => name === 'orders.finish')!
  const night = () => runRound(app.engine, app.workspace, byRule, { now: new Date('2030-06-20T20:00:00Z') } as never)
  assert.equal(await faultOf(rep.call(finish, { contract: one.contract })), 'payments.still-open')
  await pay()
  assert.equal(await faultOf(rep.call(finish, { contract: one.contract })), 'orders.still-open')
  for (const order of [one.part, one.whole]) {
    const line = await lineOf(order)
    await keeper.call(deliver, { order, quantities: { [String(line.id)]: Number(line.toDeliver) } })
  }
  await night()
  assert.equal(await statusOf(one.contract), 'running')
  const [entity] = await admin.list('legalEntity', {})
  await admin.change('legalEntity', entity!.id as string, { finishesByRule: true })
  const open = await ordered()
  await night()
  assert.deepEqual([await statusOf(one.contract), await statusOf(open.contract)], ['finished', 'running'])
  assert.equal((await admin.one('contract', one.contract)).endReason, '已交付并收齐款项')
  await rep.call(finish, { contract: open.contract, reason: '双方同意' })
})
