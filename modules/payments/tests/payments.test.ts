import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign, waive } from '#modules/contracts'
import { approve, deliver, issue, redden, reject, voidInvoice } from '../actions/invoices.ts'
import { match } from '../actions/match.ts'
import { offer } from '../actions/offer.ts'
import { allocate, claim, confirm, refund, reverse } from '../actions/receipts.ts'
import { homes } from '../homes.ts'
import { payments } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], {
  locale: 'zh-CN',
  now: '2030-05-20T09:00:00Z',
})
const admin = await app.as('administrator')
const rep = await app.as('rep')
const finance = await app.as('finance')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])

type Row = Record<string, unknown>
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const cny = (amount: number) => ({ amount, currency: 'CNY' })
let made = 0

/** A contract of the representative's that runs, paid in two halves: one due long ago, one later. */
async function running(amount = 100_000, more: Row = {}) {
  made += 1
  const [customer] = await rep.create('account', [{ name: `测试客户${made}有限公司`, ...more }])
  const [row] = await rep.create('contract', [
    {
      name: `合同${made}`,
      account: customer!.id,
      amount,
      plan: [
        { instalment: 1, dueOn: '2020-04-20', amount: amount / 2 },
        { instalment: 2, dueOn: '2090-06-20', amount: amount / 2 },
      ],
    },
  ])
  const contract = row!.id as string
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: '2030-04-01' })
  return { contract, account: customer!.id as string, number: row!.number as string, customer: customer!.name as string }
}
const statesOf = async (contract: string) =>
  (await finance.list('planLine', { filter: { contract }, sort: ['instalment'] })).map(({ status, left }) => [
    status,
    (left as { amount: number }).amount,
  ])
const moneyOf = async (contract: string) => {
  const row = await finance.one('contract', contract)
  return ['received', 'receivable', 'overdue'].map((name) => (row[name] as { amount: number } | null)?.amount ?? null)
}
const booked = async (account: string, amount: number, more: Row = {}) => {
  const [row] = await finance.create('receipt', [{ account, amount, receivedOn: '2030-05-10', ...more }])
  return row!.id as string
}

test('how an instalment and its contract stand is counted from confirmed money, the earliest instalment first', async () => {
  const { contract, account } = await running()
  assert.deepEqual(await statesOf(contract), [
    ['open', 50_000],
    ['open', 50_000],
  ])
  assert.deepEqual(await moneyOf(contract), [null, 100_000, 50_000])
  const receipt = await booked(account, 70_000)
  await finance.call(allocate, { receipt, contract })
  assert.deepEqual(await moneyOf(contract), [null, 100_000, 50_000])
  await finance.call(confirm, { receipt })
  assert.deepEqual(await statesOf(contract), [
    ['received', 0],
    ['part', 30_000],
  ])
  assert.deepEqual(await moneyOf(contract), [70_000, 30_000, 0])
  const { receivedShare, instalments, hasScan } = await rep.one('contract', contract)
  assert.deepEqual([receivedShare, instalments, hasScan], [70, '1/2', false])
  const unpaid = { filter: { receivable: { gt: 0 }, id: contract }, fields: ['instalments', 'billed', 'overdueDays'] }
  assert.deepEqual(
    (await rep.list('contract', unpaid)).map((row) => [row.instalments, row.billed, row.overdueDays]),
    [['1/2', null, 0]],
  )
  for (const field of ['received', 'billed', 'overdue'])
    assert.match(await faultOf(admin.change('contract', contract, { [field]: 1 })), /read-only/)
})

test('more than came is never allocated, by nobody and not by two at once; what is over is the customer’s credit', async () => {
  const { contract, account } = await running()
  const other = await running(40_000, {})
  const receipt = await booked(account, 60_000)
  assert.equal(await faultOf(finance.create('allocation', [{ receipt, contract, amount: 60_001 }])), 'payments.over-allocated')
  const tries = await Promise.allSettled([40_000, 40_000].map((amount) => finance.create('allocation', [{ receipt, contract, amount }])))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const { allocated } = await finance.call(allocate, { receipt, contract: other.contract, amount: 5_000 })
  assert.deepEqual(allocated, cny(5_000))
  assert.deepEqual((await finance.one('receipt', receipt)).rest, cny(15_000))
  await finance.call(allocate, { receipt, contract })
  assert.equal(await faultOf(finance.call(allocate, { receipt, contract })), 'payments.nothing-left')
})

test('what finance has confirmed stands: no edit, no removal, no undo', async () => {
  const { contract, account } = await running()
  const receipt = await booked(account, 50_000)
  await finance.call(allocate, { receipt, contract })
  await finance.call(confirm, { receipt })
  assert.equal(await faultOf(finance.change('receipt', receipt, { amount: 1 })), 'payments.stands')
  assert.equal(await faultOf(finance.change('receipt', receipt, { status: 'unclaimed' })), 'payments.by-action')
  assert.equal(await faultOf(admin.remove('receipt', [receipt])), 'payments.receipt-stands')
  assert.equal(await faultOf(finance.call(confirm, { receipt })), 'payments.not-open')
  const [confirmed] = await finance.changeSets()
  assert.equal(await faultOf(finance.undo(String(confirmed!.id))), 'payments.receipt-stands')
})

test('a refund opens the instalment it came from again, the last one first, with its old day', async () => {
  const { contract, account } = await running()
  const receipt = await booked(account, 100_000)
  await finance.call(allocate, { receipt, contract })
  await finance.call(confirm, { receipt })
  assert.deepEqual(await moneyOf(contract), [100_000, 0, 0])
  const back = await finance.call(refund, { receipt, amount: 60_000, refundedOn: '2030-05-15', reason: '退货' })
  assert.deepEqual(await moneyOf(contract), [100_000, 0, 0])
  // A fresh workspace asks the superior before money goes back, and only then.
  assert.equal(await faultOf(finance.call(confirm, { receipt: back.receipt })), 'kernel.needs-approval')
  assert.deepEqual(await moneyOf(contract), [100_000, 0, 0])
  const [flow] = await admin.list('approvalFlow', { filter: { object: 'receipt', active: true } })
  await admin.change('approvalFlow', flow!.id as string, { active: false })
  await finance.call(confirm, { receipt: back.receipt })
  assert.deepEqual(await statesOf(contract), [
    ['part', 10_000],
    ['open', 50_000],
  ])
  assert.deepEqual(await moneyOf(contract), [40_000, 60_000, 10_000])
  const refundState = async () => (await finance.one('receipt', receipt)).refundState
  assert.equal(await refundState(), 'part')
  assert.equal(await faultOf(finance.call(refund, { receipt, amount: 40_001, reason: '退货' })), 'payments.over-refunded')
  assert.equal(await faultOf(finance.call(reverse, { receipt, reason: '退票' })), 'payments.over-refunded')
  const last = await finance.call(refund, { receipt, amount: 40_000, reason: '全退' })
  assert.equal(await refundState(), 'part')
  await finance.call(confirm, { receipt: last.receipt })
  assert.equal(await refundState(), 'full')
})

test('a reversal is a counter record on its own day', async () => {
  const { contract, account } = await running()
  const receipt = await booked(account, 50_000)
  await finance.call(allocate, { receipt, contract })
  await finance.call(confirm, { receipt })
  const counter = await finance.call(reverse, { receipt, reversedOn: '2030-05-18', reason: '退票' })
  assert.deepEqual(await moneyOf(contract), [0, 100_000, 50_000])
  const rows = await finance.list('receipt', { filter: { id: { in: [receipt, counter.receipt] } }, sort: ['receivedOn'] })
  assert.deepEqual(
    rows.map((row) => [row.status, (row.amount as { amount: number }).amount, row.countsOn]),
    [
      ['reversed', 50_000, '2030-05-10'],
      ['confirmed', -50_000, '2030-05-18'],
    ],
  )
  assert.equal(await faultOf(finance.call(reverse, { receipt: counter.receipt, reason: '再来' })), 'payments.not-confirmed')
})

test('money that nobody knows is found by number, payer and sum, or claimed by whoever knows; only finance books it', async () => {
  const { contract, account, number, customer } = await running()
  const [row] = await finance.create('receipt', [
    { amount: 50_000, receivedOn: '2030-05-11', payerName: customer, purpose: `货款 ${number}`, bankReference: `B-${number}` },
  ])
  const receipt = row!.id as string
  assert.equal(row!.status, 'unclaimed')
  const found = await finance.call(match, { receipt })
  assert.deepEqual([found.score, (await finance.one('receipt', receipt)).status], [120, 'proposed'])
  assert.deepEqual(await moneyOf(contract), [null, 100_000, 50_000])
  assert.match(await faultOf(finance.create('receipt', [{ amount: 50_000, bankReference: `B-${number}` }])), /not-unique|unique|duplicate/)
  const [second] = await finance.create('receipt', [{ amount: 7_000, receivedOn: '2030-05-11', payerName: '张三' }])
  assert.equal(await faultOf(finance.call(match, { receipt: second!.id })), 'payments.no-match')
  assert.equal(await faultOf(rep.call(claim, { receipt: second!.id, account, reason: '老板代付' })), 'kernel.not-found')
  await finance.call(offer, { receipt: second!.id })
  const asked = await app.as('rep', { name: '知情人' })
  const [theirs] = await asked.create('account', [{ name: '张三的店' }])
  await asked.call(claim, { receipt: second!.id, account: theirs!.id, reason: '老板代付' })
  assert.equal((await finance.one('receipt', second!.id as string)).matchReason, '老板代付')
  assert.equal(await faultOf(asked.call(confirm, { receipt: second!.id })), 'kernel.forbidden')
  await finance.call(confirm, { receipt: second!.id })
})

test('signs and kinds are kept apart', async () => {
  const { account } = await running()
  assert.equal(await faultOf(finance.create('receipt', [{ account, amount: -5 }])), 'payments.came-is-positive')
  assert.equal(await faultOf(finance.create('receipt', [{ account, amount: 5, kind: 'refund' }])), 'payments.back-is-negative')
  assert.equal(await faultOf(finance.create('receipt', [{ account, amount: 0 }])), 'payments.nothing')
  const [bill] = await finance.create('receipt', [
    { account, amount: 5, method: 'acceptance', receivedOn: '2030-05-01', maturesOn: '2030-11-01' },
  ])
  assert.equal(bill!.countsOn, '2030-11-01')
})

test('an invoice goes from request to delivery; from the issue on neither edit, removal nor undo touches it', async () => {
  const { contract, account } = await running()
  await admin.create('billingTitle', [{ account, name: '测试抬头', taxNumber: '91330100MA2' }])
  const [row] = await rep.create('invoice', [{ account, kind: 'special', taxRate: 13, shares: [{ contract, amount: 60_000 }] }])
  const invoice = row!.id as string
  assert.deepEqual([row!.amount, row!.net, row!.tax], [cny(60_000), cny(53_097.35), cny(6_902.65)])
  assert.equal(await faultOf(rep.call(approve, { invoice })), 'kernel.forbidden')
  assert.equal(await faultOf(finance.call(issue, { invoice, invoiceNumber: '0001' })), 'payments.no-such-step')
  await finance.call(approve, { invoice })
  await finance.call(issue, { invoice, invoiceNumber: '0001', issuedOn: '2030-05-18' })
  const out = await rep.one('invoice', invoice)
  assert.deepEqual([out.status, out.titleName, out.taxNumber], ['issued', '测试抬头', '91330100MA2'])
  assert.deepEqual((await finance.one('contract', contract)).billed, cny(60_000))
  assert.equal(await faultOf(rep.change('invoice', invoice, { taxRate: 6 })), 'payments.stands')
  assert.equal(await faultOf(admin.remove('invoice', [invoice])), 'payments.invoice-stands')
  assert.equal(await faultOf(finance.call(deliver, { invoice })), 'payments.where-to')
  await finance.call(deliver, { invoice, trackingNumber: 'SF123' })
  assert.equal(await faultOf(finance.call(voidInvoice, { invoice, reason: '错' })), 'payments.no-such-step')
})

test('nobody bills more than a contract is worth, two at once neither; a refused request gives its part back', async () => {
  const { contract, account } = await running()
  const ask = (amount: number) => rep.create('invoice', [{ account, shares: [{ contract, amount }] }])
  assert.equal(await faultOf(ask(100_001)), 'payments.over-billed')
  const tries = await Promise.allSettled([60_000, 60_000].map(ask))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const [first] = await finance.list('invoice', { filter: { account } })
  assert.equal(await faultOf(ask(60_000)), 'payments.over-billed')
  await finance.call(reject, { invoice: first!.id, reason: '抬头不对' })
  const [again] = await ask(100_000)
  await finance.call(approve, { invoice: again!.id })
  await finance.call(issue, { invoice: again!.id, invoiceNumber: '0002' })
  const { invoice: red } = await finance.call(redden, { invoice: again!.id, amount: 30_000, reason: '折让' })
  assert.equal(await faultOf(finance.call(redden, { invoice: again!.id, amount: 70_001, reason: '多' })), 'payments.over-reversed')
  await finance.call(approve, { invoice: red })
  await finance.call(issue, { invoice: red, invoiceNumber: '0003' })
  assert.deepEqual((await finance.one('contract', contract)).billed, cny(70_000))
  assert.deepEqual((await finance.one('invoice', again!.id as string)).reversed, cny(-30_000))
  await ask(30_000)
  assert.equal(await faultOf(ask(1)), 'payments.over-billed')
})

test('whoever has no part in a contract sees nothing of its money', async () => {
  const { contract, account } = await running()
  const receipt = await booked(account, 50_000)
  await finance.call(allocate, { receipt, contract })
  await finance.call(confirm, { receipt })
  const stranger = await app.as('rep', { name: '别人' })
  assert.equal(await faultOf(stranger.one('receipt', receipt)), 'kernel.not-found')
  assert.deepEqual(await stranger.list('allocation', {}), [])
  const [part] = await rep.list('allocation', { filter: { contract } })
  assert.deepEqual(part!.amount, cny(50_000))
})

test('those who sell say what came and ask for invoices; that it counts, or is issued, they cannot say', async () => {
  const { contract, account } = await running()
  assert.match(await faultOf(rep.create('receipt', [{ account, amount: 5_000, status: 'confirmed' }])), /kernel\.(read-only|forbidden)/)
  const shares = [{ contract, amount: 10 }]
  for (const given of [{ status: 'issued' }, { invoiceNumber: 'F-1' }, { issuedOn: '2030-05-01' }])
    assert.match(await faultOf(rep.create('invoice', [{ account, shares, ...given }])), /kernel\.(read-only|forbidden)/)
  const [mine] = await rep.create('receipt', [{ account, amount: 5_000, allocations: [{ contract, amount: 1_000 }] }])
  const receipt = mine!.id as string
  assert.equal(mine!.status, 'proposed')
  await finance.call(confirm, { receipt })
  assert.match(await faultOf(rep.create('allocation', [{ receipt, contract, amount: 5_000 }])), /kernel\.(not-found|forbidden)/)
  assert.match(await faultOf(rep.change('receipt', receipt, { amount: 1 })), /kernel\.(not-found|forbidden)/)
  const [line] = await rep.list('planLine', { filter: { contract } })
  assert.equal(await faultOf(rep.call(waive, { planLine: line!.id, reason: '让利' })), 'kernel.forbidden')
  await finance.call(waive, { planLine: line!.id, reason: '让利' })
  assert.match(
    await faultOf(rep.create('contract', [{ name: '已签', account, status: 'running', signedOn: '2030-05-01' }])),
    /kernel\.(read-only|forbidden)/,
  )
})

test('money in very many parts is counted to the last of them or not at all; of many receipts each is', async () => {
  const { contract, account } = await running(1000)
  const receipt = await booked(account, 100)
  const parts = (n: number) => Array.from({ length: n }, () => ({ receipt, contract, amount: 0.01 }))
  await finance.create('allocation', parts(5_000))
  assert.equal(await faultOf(finance.create('allocation', parts(5_000))), 'payments.too-many-parts')
  const rows = Array.from({ length: 1_100 }, () => ({ account, amount: 1, allocations: [{ contract, amount: 0.5 }] }))
  const many = (await finance.create('receipt', rows)).map((row) => row.id as string)
  assert.equal(await faultOf(finance.create('allocation', [{ receipt: many[700], contract, amount: 0.51 }])), 'payments.over-allocated')
  await finance.create(
    'allocation',
    many.map((one) => ({ receipt: one, contract, amount: 0.5 })),
  )
})

test('before a month is closed: what came without an invoice, was billed without money, signed without a scan, planned without a day', async () => {
  const [close] = homes
  const idsOf = async (key: string) => {
    const tile = close!.tiles.find((one) => 'key' in one && one.key === key && one.kind === 'rows') as unknown as {
      object: string
      filter: Row
      sort: string[]
    }
    const rows = await finance.list(tile.object, {
      filter: tile.filter,
      sort: tile.sort,
      limit: 500,
      fields: ['id', ...(tile.object === 'planLine' ? ['contract'] : [])],
    })
    return rows.map((row) => String(tile.object === 'planLine' ? (row.contract as { id: string }).id : row.id))
  }
  const [paid, billed] = [await running(1_000), await running(1_000)]
  const id = await booked(paid.account, 400)
  await finance.call(allocate, { receipt: id, contract: paid.contract })
  await finance.call(confirm, { receipt: id })
  const [asked] = await rep.create('invoice', [
    { account: billed.account, kind: 'ordinary', shares: [{ contract: billed.contract, amount: 300 }] },
  ])
  await finance.call(approve, { invoice: asked!.id })
  await finance.call(issue, { invoice: asked!.id, invoiceNumber: 'GAP-1' })
  const [ahead, behind] = [await idsOf('withoutInvoice'), await idsOf('withoutReceipt')]
  assert.deepEqual([ahead.includes(paid.contract), ahead.includes(billed.contract)], [true, false])
  assert.deepEqual([behind.includes(paid.contract), behind.includes(billed.contract)], [false, true])
  assert.ok((await idsOf('withoutScan')).includes(paid.contract))
  assert.ok(!(await idsOf('withoutDay')).includes(paid.contract))
})
