import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, call, customer, faultOf, finance, idOf, made, type Row, rep, running, sumOf } from './selling-stand.ts'

let numbered = 0
const issue = (invoice: string) => call(finance, 'payments.issue', { invoice, invoiceNumber: `F${++numbered}`, issuedOn: '2030-05-20' })

test('an instalment: waiting, open, part, received, open again, overdue, waived; nobody types how it stands', async () => {
  const contract = await made(rep, 'contract', {
    name: '分期',
    account: customer!.id,
    amount: 300,
    plan: [
      { instalment: 1, dueOn: '2030-05-01', amount: 100 },
      { instalment: 2, dueOn: '2030-09-01', amount: 100 },
      { instalment: 3, milestone: 'accepted', days: 30, amount: 100 },
    ],
  })
  const lines = async () => (await admin.list('planLine', { filter: { contract }, sort: ['instalment'], fields: ['*'] } as never)) as Row[]
  const states = async () => (await lines()).map(({ status }) => status)
  assert.deepEqual(await states(), ['waiting', 'waiting', 'waiting'])
  await call(rep, 'contracts.to-sign', { contract })
  await call(rep, 'contracts.sign', { contract, signedOn: '2030-04-01', winDeal: false })
  const atFirst = await states()
  assert.deepEqual(atFirst.slice(1), ['open', 'waiting'])
  assert.match(String(atFirst[0]), /open|overdue/)
  const pay = async (amount: number) => {
    const receipt = await made(finance, 'receipt', { amount, receivedOn: '2030-05-10', account: customer!.id })
    await call(finance, 'payments.allocate', { receipt, contract })
    await call(finance, 'payments.confirm', { receipt })
    return receipt
  }
  await pay(40)
  assert.match(String((await states())[0]), /part|overdue/)
  const rest = await pay(60)
  assert.equal((await states())[0], 'received')
  const refund = (await call(finance, 'payments.refund', { receipt: rest, amount: 60, reason: '退款' })) as { receipt: string }
  const waits = await faultOf(call(finance, 'payments.confirm', { receipt: refund.receipt }), 'a refund nobody agreed to')
  assert.deepEqual([waits.code, (await states())[0]], ['kernel.needs-approval', 'received'])
  const [flow] = await admin.list('approvalFlow', { filter: { object: 'receipt' } })
  await admin.change('approvalFlow', idOf(flow), { active: false })
  await call(finance, 'payments.confirm', { receipt: refund.receipt })
  assert.match(String((await states())[0]), /part|overdue/)
  const [, second] = await lines()
  await call(finance, 'contracts.waive', { planLine: second!.id, reason: '让利' })
  assert.equal((await states())[1], 'waived')
  assert.equal(
    (await faultOf(call(finance, 'contracts.waive', { planLine: second!.id, reason: '再次' }), 'waived twice')).code,
    'contracts.waived-already',
  )
  for (const line of await lines()) await faultOf(admin.change('planLine', String(line.id), { status: 'received' }), 'typed')
})

test('an invoice that is out: unpaid, part paid, paid by allocations; part taken back and taken back by red ones; nobody types it', async () => {
  const contract = await running()
  const issued = async (amount: number) => {
    const invoice = await made(rep, 'invoice', { account: customer!.id, shares: [{ contract, amount }] })
    await call(finance, 'payments.approve', { invoice })
    await issue(invoice)
    return invoice
  }
  const stands = async (invoice: string) => {
    const row = await admin.one('invoice', invoice)
    return [row.payState, sumOf(row.receivable)]
  }
  const pay = async (amount: number, invoice: string) => {
    const receipt = await made(finance, 'receipt', { amount, receivedOn: '2030-05-10', account: customer!.id })
    await call(finance, 'payments.allocate', { receipt, contract, invoice })
    await call(finance, 'payments.confirm', { receipt })
  }
  const [paidOne, backOne] = [await issued(1_000), await issued(2_000)]
  assert.deepEqual(await stands(paidOne), ['unpaid', 1_000])
  await pay(400, paidOne)
  assert.deepEqual(await stands(paidOne), ['part', 600])
  await pay(600, paidOne)
  assert.deepEqual(await stands(paidOne), ['paid', 0])
  const redden = async (amount: number) => {
    const { invoice } = (await call(finance, 'payments.redden', { invoice: backOne, amount, reason: '折让' })) as { invoice: string }
    await call(finance, 'payments.approve', { invoice })
    await issue(invoice)
  }
  await redden(500)
  assert.deepEqual(await stands(backOne), ['unpaid', 1_500])
  await redden(1_500)
  assert.deepEqual(await stands(backOne), ['reversed', 0])
  const over = await faultOf(call(finance, 'payments.redden', { invoice: backOne, amount: 1, reason: '多' }), 'more than it was')
  assert.deepEqual([over.code, over.details?.amount], ['payments.over-reversed', 2_000])
  await faultOf(admin.change('invoice', paidOne, { payState: 'unpaid' }), 'typed')
  assert.deepEqual(sumOf((await admin.one('contract', contract)).billed), 1_000)
})

test('confirmed money: allocated elsewhere, part refunded, refunded whole, each on its own day; more is refused with what came', async () => {
  const [from, to] = [await running(), await running()]
  const receipt = await made(finance, 'receipt', { amount: 1_000, receivedOn: '2030-05-10', account: customer!.id })
  await call(finance, 'payments.allocate', { receipt, contract: from })
  await call(finance, 'payments.confirm', { receipt })
  const received = async (contract: string) => sumOf((await admin.one('contract', contract)).received)
  const [part] = await finance.list('allocation', { filter: { receipt } })
  assert.equal(
    (await faultOf(finance.change('allocation', idOf(part), { contract: to }), 'with its instalment')).code,
    'payments.not-of-contract',
  )
  await finance.change('allocation', idOf(part), { contract: to, planLine: null })
  assert.deepEqual([await received(from), await received(to)], [null, 1_000])
  for (const [amount, left] of [
    [300, 700],
    [700, 0],
  ] as const) {
    const back = (await call(finance, 'payments.refund', { receipt, amount, reason: '退款' })) as { receipt: string }
    await call(finance, 'payments.confirm', { receipt: back.receipt })
    assert.equal(await received(to), left)
  }
  const over = await faultOf(call(finance, 'payments.refund', { receipt, amount: 1, reason: '多' }), 'more than came')
  assert.deepEqual([over.code, over.details?.amount], ['payments.over-refunded', 1_000])
})

test('a running contract is changed by an order that waits for its approval, and by nothing else; below what came it is refused with the sums', async () => {
  const contract = await running()
  const order = (newAmount: number) => made(rep, 'contractChange', { contract, reason: '减项', newAmount })
  const change = await order(8_000)
  const waits = await faultOf(call(rep, 'contracts.put-in-force', { contractChange: change }), 'without approval')
  assert.equal(waits.code, 'kernel.needs-approval')
  assert.equal((await faultOf(rep.change('contract', contract, { amount: 8_000 }), 'typed')).issues?.[0]?.code, 'contracts.agreed')
  const [flow] = await admin.list('approvalFlow', { filter: { object: 'contractChange' } })
  await admin.change('approvalFlow', idOf(flow), { active: false })
  await call(rep, 'contracts.put-in-force', { contractChange: change })
  const row = await admin.one('contract', contract)
  assert.deepEqual([row.status, sumOf(row.amount), sumOf(row.unplanned)], ['running', 8_000, 0])
  const again = await faultOf(call(rep, 'contracts.put-in-force', { contractChange: change }), 'twice')
  assert.deepEqual([again.code, Object.keys(again.details ?? {})], ['contracts.in-force', ['change', 'signedOn']])
  const receipt = await made(finance, 'receipt', { amount: 5_000, receivedOn: '2030-05-10', account: customer!.id })
  await call(finance, 'payments.allocate', { receipt, contract })
  await call(finance, 'payments.confirm', { receipt })
  const low = await faultOf(call(rep, 'contracts.put-in-force', { contractChange: await order(4_000) }), 'below what came')
  assert.deepEqual([low.code, low.details?.received, low.details?.over], ['payments.over-received', 5_000, 1_000])
})
