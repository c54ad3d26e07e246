import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { sign, terminate, toSign } from '#modules/contracts'
import { allocate, approve, confirm as book, issue } from '#modules/payments'
import { allocateTo, bill } from '../actions/bill.ts'
import { cancel, closeOrder, confirm } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { creditOf } from '../index.ts'
import { rounds } from '../rounds.ts'
import { faultOf, openCompany, type Row } from './order-company.ts'

const { app, admin, rep, finance, keeper, accountOf, goods, orderOf, stateOf } = await openCompany()
const idOf = (row: Row | undefined) => String(row!.id)
const sum = (value: unknown): number | null => (value as { amount: number } | null)?.amount ?? null
const product = await goods(null)
let made = 0

async function running(more: Row = {}) {
  const account = (more.account as string | undefined) ?? (await accountOf())
  const contract = idOf((await admin.create('contract', [{ name: '合同', account, owner: rep.id, ...more }]))[0])
  await admin.call(toSign, { contract, acceptUnplanned: true })
  await admin.call(sign, { contract, signedOn: '2030-05-01', winDeal: false })
  return { contract, account }
}
async function ordered({ contract, account }: { contract: string; account: string }, quantity: number) {
  const order = await orderOf([{ product, quantity, price: 100 }], { account, contract })
  await rep.call(confirm, { order })
  return order
}
const figures = async (contract: string, ...names: string[]) => {
  const row = await finance.one('contract', contract)
  return names.map((name) => sum(row[name]))
}
async function billed(order: string) {
  const { invoice } = await rep.call(bill, { order })
  await finance.call(approve, { invoice })
  await finance.call(issue, { invoice, invoiceNumber: `K-${++made}`, issuedOn: '2030-05-20' })
  return String(invoice)
}
async function money(account: string, amount: number, more: Row = {}) {
  return idOf((await finance.create('receipt', [{ account, amount, receivedOn: '2030-05-20', ...more }]))[0])
}
const usedOf = async (account: string) =>
  (await admin.work(async (work) => creditOf(work, (await work.one({ name: 'account' } as never, account as never)) as never)))?.used
const night = (name: string) =>
  runRound(app.engine, app.workspace, rounds.find((one) => one.name === name)!, { now: new Date('2030-08-20T20:00:00Z') } as never)

test('orders under a frame without an amount are billed and paid up to what is ordered, and closed by the clock', async () => {
  const frame = await running({ form: 'frame' })
  assert.equal(
    await faultOf(
      rep.create('invoice', [
        { account: frame.account, shares: [{ ...frame, amount: 1 }].map(({ contract, amount }) => ({ contract, amount })) },
      ]),
    ),
    'payments.over-billed',
  )
  const order = await ordered(frame, 30)
  assert.deepEqual(await figures(frame.contract, 'calledOff', 'worth', 'receivable', 'unbilled'), [3_000, 3_000, 3_000, 3_000])
  await keeper.call(deliver, { order, deliveredOn: '2030-05-20' })
  await billed(order)
  const over = rep.create('invoice', [{ account: frame.account, shares: [{ contract: frame.contract, amount: 0.01 }] }])
  assert.equal(await faultOf(over), 'payments.over-billed')
  const receipt = await money(frame.account, 3_500)
  assert.equal(sum((await finance.call(allocate, { receipt, contract: frame.contract })).allocated), 3_000)
  await night('orders.close')
  assert.equal(await stateOf(order), 'delivered')
  await finance.call(book, { receipt })
  assert.deepEqual(await figures(frame.contract, 'received', 'receivable', 'unbilled'), [3_000, 0, 0])
  await night('orders.close')
  assert.equal(await stateOf(order), 'closed')
})

test('a frame is worth and owed what was called off under it, by orders; contracts called off under it count by themselves', async () => {
  const account = await accountOf({ creditLimit: 10_000 })
  const frame = await running({ form: 'frame', amount: 1_000_000, account })
  const owes = async () => sum((await finance.one('account', account)).receivableMoney)
  assert.deepEqual(await figures(frame.contract, 'worth', 'receivable', 'unbilled', 'unplanned'), [0, 0, 0, 0])
  assert.deepEqual([await owes(), await usedOf(account)], [0, 0])
  const order = await ordered(frame, 50)
  assert.deepEqual(
    [...(await figures(frame.contract, 'worth', 'receivable')), await owes(), await usedOf(account)],
    [5_000, 5_000, 5_000, 5_000],
  )
  await running({ form: 'callOff', parent: frame.contract, amount: 2_000, account })
  assert.deepEqual([...(await figures(frame.contract, 'receivable')), await owes(), await usedOf(account)], [5_000, 7_000, 7_000])
  await assert.rejects(ordered(frame, 31), { code: 'orders.credit-exceeded' })
  await rep.call(cancel, { order, reason: '改单' })
  assert.deepEqual([await owes(), await usedOf(account)], [2_000, 2_000])
})

test('of two orders that go on under a frame at once both are noted; those brought in are noted within a minute', async () => {
  const frame = await running({ form: 'frame' })
  const drafts = [await orderOf([{ product, quantity: 1 }], frame), await orderOf([{ product, quantity: 2 }], frame)]
  await Promise.all(drafts.map((order) => rep.call(confirm, { order })))
  assert.deepEqual(await figures(frame.contract, 'calledOff'), [300])
  const other = await running({ form: 'frame' })
  const rows = [{ ...other, status: 'confirmed', lines: [{ product, quantity: 4, price: 100 }] }]
  await admin.work((work) => work.create({ name: 'order' } as never, rows as never), { via: 'import' })
  await night('orders.catch-up')
  assert.deepEqual(await figures(other.contract, 'calledOff'), [400])
})

test('credit used goes by what was given up and received: deposits are the customer’s, a bill pays on its day', async () => {
  const account = await accountOf({ creditLimit: 100_000 })
  const plan = [4_000, 6_000].map((amount, i) => ({ instalment: i + 1, dueOn: '2030-06-01', amount }))
  const one = await running({ account, amount: 10_000, plan })
  const receipt = await money(account, 1_000)
  await finance.call(allocate, { receipt, contract: one.contract })
  await finance.call(book, { receipt })
  const [line] = await admin.list('planLine', { filter: { contract: one.contract, instalment: 1 } })
  await app.system.change('planLine', idOf(line), { isWaived: true, waiveReason: '让利' })
  assert.deepEqual([...(await figures(one.contract, 'receivable')), await usedOf(account)], [6_000, 6_000])
  for (const more of [{ kind: 'deposit' }, { method: 'acceptance', maturesOn: '2090-01-01' }]) {
    const other = await money(account, 500, more)
    await finance.call(allocate, { receipt: other, contract: one.contract })
    await finance.call(book, { receipt: other })
    assert.equal(await usedOf(account), 6_000)
  }
})

test('an order that is not billed and paid is closed by a manager or finance for a reason, and what is open is named; its owner does not close it', async () => {
  const delivered = async (more: Row = {}) => {
    const order = await orderOf([{ product, quantity: 10, price: 100 }], more)
    await rep.call(confirm, { order })
    await keeper.call(deliver, { order })
    return order
  }
  const order = await delivered()
  assert.equal(await faultOf(rep.call(closeOrder, { order, reason: '算了' })), 'kernel.forbidden')
  const { code, details } = (await finance.call(closeOrder, { order }).catch((fault: unknown) => fault)) as { code: string; details: Row }
  assert.deepEqual([code, details.unbilled, details.unpaid, details.missing], ['orders.not-settled', 1_000, 1_000, ['reason']])
  await finance.call(closeOrder, { order, reason: '坏账' })
  assert.deepEqual([await stateOf(order), (await rep.one('order', order)).endReason], ['closed', '坏账'])
  const plain = await running({ amount: 1_000 })
  const under = await delivered(plain)
  assert.equal(await faultOf(finance.call(closeOrder, { order: under })), 'orders.not-settled')
  await billed(under)
  const receipt = await money(plain.account, 1_000)
  await finance.call(allocate, { receipt, contract: plain.contract })
  await finance.call(book, { receipt })
  await finance.call(closeOrder, { order: under })
  assert.equal(await stateOf(under), 'closed')
})

test('a prepaid order is cancelled, by itself or with its contract, and its money is the customer’s credit; an invoice stands in the way', async () => {
  const account = await accountOf()
  const order = await orderOf([{ product, quantity: 10, price: 100 }], { account })
  await rep.call(confirm, { order })
  const receipt = await money(account, 500)
  await finance.call(allocateTo, { receipt, order })
  await finance.call(book, { receipt })
  await rep.call(cancel, { order, reason: '不要了' })
  const { rest } = await finance.one('receipt', receipt)
  assert.deepEqual([await stateOf(order), sum(rest), await finance.count('allocation', { receipt })], ['cancelled', 500, 0])
  const asked = await orderOf([{ product, quantity: 1 }], { account })
  await rep.call(confirm, { order: asked })
  await rep.call(bill, { order: asked })
  assert.equal(await faultOf(rep.call(cancel, { order: asked, reason: '不要了' })), 'orders.money-hangs-on')
  const plain = await running({ amount: 1_000 })
  const under = await ordered(plain, 10)
  const given = await money(plain.account, 300)
  await finance.create('allocation', [{ receipt: given, contract: plain.contract, order: under, amount: 300 }])
  await finance.call(book, { receipt: given })
  await admin.call(terminate, { contract: plain.contract, reason: '停产', openPlan: 'keep', orders: 'cancel' })
  assert.deepEqual([await stateOf(under), sum((await finance.one('receipt', given)).rest)], ['cancelled', 300])
})
