import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRounds } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { finish, putInForce, resume, sign, terminate, toSign, waive } from '#modules/contracts'
import { approve, issue, redden, reject } from '../actions/invoices.ts'
import { changeEffects, replan } from '../actions/plan.ts'
import { allocate, confirm, refund } from '../actions/receipts.ts'
import { payments } from '../module.ts'

// Days count from the database's today.

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep')
const finance = await app.as('finance')
const [entity] = await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
const ours = entity!.id as string
for (const { id } of await admin.list('approvalFlow', { filter: { object: { in: ['contractChange', 'receipt'] } } }))
  await admin.change('approvalFlow', id as string, { active: false })

type Row = Record<string, unknown>
const faultOf = (run: Promise<unknown>) =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; details: Row; issues?: readonly { code: string }[] }) => ({
      code: fault.issues?.[0]?.code ?? fault.code,
      details: fault.details,
    }),
  )
const codeOf = async (run: Promise<unknown>) => (await faultOf(run)).code
const daysOn = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000)
const sum = (value: unknown): number | null => (value as { amount: number } | null)?.amount ?? null
let made = 0

async function drawn(amount = 10_000, days: readonly number[] = [-100, 30]) {
  made += 1
  const [customer] = await rep.create('account', [{ name: `客户${made}` }])
  const [row] = await rep.create('contract', [
    {
      name: `合同${made}`,
      account: customer!.id,
      amount,
      plan: days.map((day, i) => ({ instalment: i + 1, dueOn: daysOn(day), amount: amount / days.length })),
    },
  ])
  return { contract: row!.id as string, account: customer!.id as string, number: row!.number as string }
}
async function running(amount = 10_000, days: readonly number[] = [-100, 30]) {
  const one = await drawn(amount, days)
  await rep.call(toSign, { contract: one.contract })
  await rep.call(sign, { contract: one.contract, signedOn: daysOn(-120), winDeal: false })
  return one
}
type Running = Awaited<ReturnType<typeof running>>
async function came({ contract, account }: Running, amount: number, more: Row = {}) {
  const [row] = await finance.create('receipt', [{ account, amount, receivedOn: daysOn(-5), ...more }])
  const receipt = row!.id as string
  await finance.call(allocate, { receipt, contract })
  await finance.call(confirm, { receipt })
  return receipt
}
async function billed({ contract, account }: Running, amount: number, issuedOn = daysOn(-10)) {
  const [row] = await rep.create('invoice', [{ account, shares: [{ contract, amount }] }])
  await finance.call(approve, { invoice: row!.id })
  await finance.call(issue, { invoice: row!.id, invoiceNumber: `N${++made}`, issuedOn })
  return row!.id as string
}
const figures = async (contract: string, ...names: string[]) => {
  const row = await finance.one('contract', contract)
  return names.map((name) => sum(row[name]))
}
const planOf = (contract: string) =>
  finance.list('planLine', { filter: { contract }, sort: ['instalment'], fields: ['*'] } as never) as Promise<Row[]>
const lowered = async (contract: string, newAmount: number) => {
  const [order] = await rep.create('contractChange', [{ contract, reason: '减项', newAmount }])
  return order!.id as string
}

test('receivable is what is in force less received and given up, also of a part paid instalment, and what comes later for it counts', async () => {
  const one = await running()
  await came(one, 2_000)
  const [line] = await planOf(one.contract)
  await finance.call(waive, { planLine: line!.id, reason: '让利' })
  assert.deepEqual(await figures(one.contract, 'amount', 'received', 'waived', 'receivable', 'overdue'), [10_000, 2_000, 3_000, 5_000, 0])
  await admin.call(terminate, { contract: one.contract, reason: '停产', openPlan: 'waive' })
  assert.deepEqual(await figures(one.contract, 'received', 'waived', 'receivable'), [2_000, 8_000, 0])
  await admin.call(resume, { contract: one.contract, reason: '和解' })
  assert.deepEqual(await figures(one.contract, 'received', 'waived', 'receivable'), [2_000, 3_000, 5_000])
})

test('money is given to instalments and invoices of its own contract alone, by whatever road', async () => {
  const [mine, other] = [await running(), await running()]
  const foreign = (await planOf(other.contract))[0]!.id as string
  const invoice = await billed(other, 1_000)
  const [row] = await finance.create('receipt', [{ account: mine.account, amount: 500, receivedOn: daysOn(-5) }])
  const part = { receipt: row!.id, contract: mine.contract, amount: 100 }
  const refused = await faultOf(finance.create('allocation', [{ ...part, planLine: foreign }]))
  assert.deepEqual(refused, { code: 'payments.not-of-contract', details: { receipt: row!.number, contract: mine.number } })
  assert.equal(await codeOf(finance.create('allocation', [{ ...part, invoice }])), 'payments.not-billed')
  assert.equal(await codeOf(finance.call(allocate, { receipt: row!.id, contract: mine.contract, invoice })), 'payments.not-billed')
  const own = (await planOf(mine.contract))[0]!.id as string
  const [there] = await finance.create('allocation', [{ ...part, planLine: own }])
  assert.equal(await codeOf(finance.change('allocation', there!.id as string, { planLine: foreign })), 'payments.not-of-contract')
  assert.equal(await codeOf(finance.change('allocation', there!.id as string, { contract: other.contract })), 'payments.not-of-contract')
  assert.equal((await planOf(other.contract))[0]!.received, null)
})

test('a contract is lowered to what came and was billed at least; its plan is cut where it is open and adds up to it again', async () => {
  const one = await running(10_000, [-100, -50, 30, 60])
  await came(one, 6_000)
  const invoice = await billed(one, 5_000)
  const tooLow = await lowered(one.contract, 4_000)
  const effects = await rep.call(changeEffects, { contractChange: tooLow })
  assert.deepEqual(
    [effects.before, effects.after, effects.received, effects.billed, effects.toRefund, effects.toRedden].map(sum),
    [10_000, 4_000, 6_000, 5_000, 2_000, 1_000],
  )
  assert.deepEqual(await faultOf(rep.call(putInForce, { contractChange: tooLow })), {
    code: 'payments.over-received',
    details: { contract: one.number, received: 6_000, amount: 4_000, over: 2_000 },
  })
  const order = await lowered(one.contract, 7_000)
  const foreseen = (await rep.call(changeEffects, { contractChange: order })).plan as unknown as readonly Row[]
  await rep.call(putInForce, { contractChange: order })
  assert.deepEqual(
    (await planOf(one.contract)).map((line) => [sum(line.amount), line.status]),
    [
      [2_500, 'received'],
      [2_500, 'received'],
      [2_000, 'part'],
    ],
  )
  assert.deepEqual(
    foreseen.map(({ before, after }) => [before, after]),
    [
      [2_500, 0],
      [2_500, 2_000],
    ],
  )
  assert.deepEqual(await figures(one.contract, 'amount', 'planned', 'unplanned', 'receivable'), [7_000, 7_000, 0, 1_000])
  const [receipt] = await finance.list('receipt', { filter: { account: one.account } })
  await finance.call(refund, { receipt: receipt!.id, amount: 2_000, reason: '减项' })
  assert.equal(await codeOf(rep.call(putInForce, { contractChange: tooLow })), 'payments.over-billed')
  await finance.call(redden, { invoice, amount: 1_000, reason: '减项' })
  await rep.call(putInForce, { contractChange: tooLow })
  assert.deepEqual(await figures(one.contract, 'amount', 'planned', 'unplanned'), [4_000, 4_000, 0])
  const [back] = await finance.list('receipt', { filter: { account: one.account, kind: 'refund' } })
  await finance.call(confirm, { receipt: back!.id })
  assert.deepEqual(await figures(one.contract, 'received', 'receivable'), [4_000, 0])
})

test('a red invoice that made room and is refused leaves nothing billed beyond the contract', async () => {
  const one = await running()
  const invoice = await billed(one, 10_000)
  const red = await finance.call(redden, { invoice, amount: 4_000, reason: '折让' })
  await rep.call(putInForce, { contractChange: await lowered(one.contract, 6_000) })
  assert.equal(await codeOf(finance.call(reject, { invoice: red.invoice, reason: '不' })), 'payments.over-billed')
})

test('finance cuts the open plan anew, and what came stays with its instalment; those who sell do not', async () => {
  const one = await running()
  await came(one, 2_000)
  assert.equal(await codeOf(rep.call(replan, { contract: one.contract, count: 2 })), 'kernel.forbidden')
  await finance.call(replan, { contract: one.contract, way: 'even', count: 2, firstOn: daysOn(10) })
  assert.deepEqual(
    (await planOf(one.contract)).map((line) => sum(line.amount)),
    [2_000, 4_000, 4_000],
  )
  assert.deepEqual(await figures(one.contract, 'unplanned', 'receivable'), [0, 8_000])
})

test('money fills the oldest open invoice, or the one that is named, or one that comes later; an invoice is unpaid, part paid, paid, taken back', async () => {
  const one = await running()
  const [old, later] = [await billed(one, 3_000, daysOn(-40)), await billed(one, 4_000, daysOn(-20))]
  const stands = async (invoice: string) => {
    const row = await finance.one('invoice', invoice)
    return [row.payState, sum(row.paid), sum(row.receivable)]
  }
  assert.deepEqual(await stands(old), ['unpaid', null, 3_000])
  await came(one, 3_500)
  assert.deepEqual(
    [await stands(old), await stands(later)],
    [
      ['paid', 3_000, 0],
      ['part', 500, 3_500],
    ],
  )
  const [row] = await finance.create('receipt', [{ account: one.account, amount: 6_500, receivedOn: daysOn(-4) }])
  await finance.call(allocate, { receipt: row!.id, contract: one.contract, invoice: later, amount: 1_500 })
  await finance.call(confirm, { receipt: row!.id })
  assert.deepEqual(await stands(later), ['part', 2_000, 2_000])
  await finance.call(redden, { invoice: later, amount: 2_000, reason: '折让' })
  const [red] = await finance.list('invoice', { filter: { reverses: later } })
  await finance.call(approve, { invoice: red!.id })
  await finance.call(issue, { invoice: red!.id, invoiceNumber: 'R1', issuedOn: daysOn(-1) })
  assert.deepEqual(await stands(later), ['paid', 2_000, 0])
  await finance.call(allocate, { receipt: row!.id, contract: one.contract })
  const last = await billed(one, 3_000, daysOn(-1))
  assert.deepEqual(await stands(last), ['paid', 3_000, 0])
  assert.deepEqual(await figures(one.contract, 'received', 'receivable'), [10_000, 0])
  const lines = await planOf(one.contract)
  assert.deepEqual(
    lines.map((line) => sum(line.received)),
    [5_000, 5_000],
  )
})

test('days sales outstanding: open by invoice of what was billed in 90 days', async () => {
  const [own] = await admin.create('legalEntity', [{ name: '第二主体' }])
  const one = await drawn(10_000)
  await rep.change('contract', one.contract, { legalEntity: own!.id })
  await rep.call(toSign, { contract: one.contract })
  await rep.call(sign, { contract: one.contract, signedOn: daysOn(-120), winDeal: false })
  const bill = async (amount: number, issuedOn: string) => {
    const [row] = await rep.create('invoice', [
      { account: one.account, legalEntity: own!.id, shares: [{ contract: one.contract, amount }] },
    ])
    await finance.call(approve, { invoice: row!.id })
    await finance.call(issue, { invoice: row!.id, invoiceNumber: `N${++made}`, issuedOn })
  }
  await bill(1_000, daysOn(-200))
  await bill(6_000, daysOn(-30))
  await came(one, 3_000)
  const row = await admin.one('legalEntity', own!.id as string)
  assert.deepEqual([sum(row.invoicesOpen), sum(row.billed90), Number(row.dso)], [4_000, 6_000, 60])
})

test('an invoice is asked for of signed contracts of its customer, with a title that is complete for its kind', async () => {
  const [one, other, unsigned] = [await running(), await running(), await drawn()]
  const ask = (account: string, contract: string, more: Row = {}) =>
    rep.create('invoice', [{ account, shares: [{ contract, amount: 10 }], ...more }])
  assert.equal(await codeOf(ask(unsigned.account, unsigned.contract)), 'payments.not-signed')
  assert.equal(await codeOf(ask(one.account, other.contract)), 'payments.other-customer')
  const special = await faultOf(ask(one.account, one.contract, { kind: 'special' }))
  assert.deepEqual([special.code, special.details.missing], ['payments.tax-number', ['taxNumber']])
  await rep.create('billingTitle', [{ account: one.account, name: '抬头一', taxNumber: '91330100MA2' }])
  const [row] = await ask(one.account, one.contract, { kind: 'special' })
  await finance.call(approve, { invoice: row!.id })
  const [plain] = await ask(other.account, other.contract)
  await finance.call(approve, { invoice: plain!.id })
  const names = [row!.id, plain!.id].map(async (id) => (await finance.one('invoice', id as string)).titleName)
  assert.deepEqual(await Promise.all(names), ['抬头一', (await rep.one('account', other.account)).name])
})

test('a deposit lowers nothing and is never received, nor is what goes back of it; a contract that ends gives it back where that was decided', async () => {
  const one = await running()
  await came(one, 1_000, { kind: 'deposit' })
  assert.deepEqual(await figures(one.contract, 'received', 'receivable', 'depositsHeld'), [null, 10_000, 1_000])
  await admin.call(terminate, { contract: one.contract, reason: '停产', openPlan: 'waive', deposits: 'payBack' })
  const [back] = await finance.list('receipt', { filter: { account: one.account, refundOf: { empty: false } } })
  assert.deepEqual([back!.kind, back!.status, sum(back!.amount)], ['deposit', 'proposed', -1_000])
  await finance.call(confirm, { receipt: back!.id })
  assert.deepEqual(await figures(one.contract, 'received', 'depositsHeld'), [null, 0])
  const { ask } = payments.reports!.find(({ name }) => name === 'payments.received')!.tiles[0]!
  const [total] = await finance.aggregate({ object: 'receipt', ...ask, filter: { and: [ask.filter, { account: one.account }] } } as never)
  assert.equal(sum(total!.amount), null)
})

test('a bill counts when it matures, or when it comes where our company takes it as cash: in contract, plan and reports alike', async () => {
  const bill = { method: 'acceptance', maturesOn: daysOn(90) }
  const one = await running()
  const receipt = await came(one, 5_000, bill)
  assert.deepEqual(await figures(one.contract, 'received', 'receivable'), [null, 10_000])
  assert.equal((await planOf(one.contract))[0]!.status, 'open')
  assert.equal((await finance.one('receipt', receipt)).countsOn, daysOn(90))
  const { ask } = payments.reports!.find(({ name }) => name === 'payments.received')!.tiles[0]!
  const reported = async (account: string) => {
    const [total] = await finance.aggregate({ object: 'receipt', ...ask, filter: { and: [ask.filter, { account }] } } as never)
    return sum(total!.amount)
  }
  assert.equal(await reported(one.account), null)
  await came(one, 1_000)
  assert.equal(await reported(one.account), 1_000)
  await admin.change('legalEntity', ours, { billsCount: 'receipt' })
  const other = await running()
  const cash = await came(other, 5_000, bill)
  assert.deepEqual([(await finance.one('receipt', cash)).countsOn, (await planOf(other.contract))[0]!.status], [daysOn(-5), 'received'])
  assert.deepEqual(await figures(other.contract, 'received', 'receivable'), [5_000, 5_000])
  await admin.change('legalEntity', ours, { billsCount: 'maturity' })
})

test('days of grace, what may be wanting and what may be written off are our company’s to set, and count from then on everywhere', async () => {
  const one = await running(10_000, [-3, 30])
  assert.deepEqual(await figures(one.contract, 'overdue'), [5_000])
  await admin.change('legalEntity', ours, { graceDays: 5, tolerance: 10 })
  assert.deepEqual(await figures(one.contract, 'overdue'), [0])
  await came(one, 4_990)
  assert.deepEqual([(await planOf(one.contract))[0]!.status, ...(await figures(one.contract, 'receivable'))], ['received', 5_010])
  const other = await running(10_000, [-6, 30])
  assert.deepEqual(await figures(other.contract, 'overdue'), [5_000])
  await admin.change('legalEntity', ours, { graceDays: 0, tolerance: null })
  assert.deepEqual([(await planOf(one.contract))[0]!.status, ...(await figures(one.contract, 'overdue'))], ['part', 10])
  const [row] = await finance.create('receipt', [{ account: one.account, amount: 9_999, kind: 'writeOff', receivedOn: daysOn(-1) }])
  assert.deepEqual(await faultOf(finance.call(allocate, { receipt: row!.id, contract: one.contract, amount: 100.01 })), {
    code: 'payments.over-written-off',
    details: { contract: one.number, writtenOff: 100.01, limit: 100 },
  })
  await finance.call(allocate, { receipt: row!.id, contract: one.contract, amount: 100 })
})

test('how old a debt is goes by the day that was set first; that it was moved stands beside it', async () => {
  const one = await running(10_000, [-100, 30])
  const [line] = await planOf(one.contract)
  await rep.change('planLine', line!.id as string, { dueOn: daysOn(-5) })
  const [moved] = await planOf(one.contract)
  assert.deepEqual([moved!.overdueDays, moved!.ageDays, moved!.movedDays], [5, 100, 95])
  const { ask } = payments.reports!.find(({ name }) => name === 'payments.ageing')!.tiles[0]!
  const [ages] = await finance.aggregate({
    object: 'planLine',
    ...ask,
    filter: { and: [ask.filter, { 'contract.account': one.account }] },
  } as never)
  assert.deepEqual([ages!.to30, ages!.to180, ages!.moved].map(sum), [null, 5_000, 5_000])
})

test('a contract that is not paid is finished for a reason, and what is open is said', async () => {
  const one = await running()
  const { code, details } = await faultOf(rep.call(finish, { contract: one.contract }))
  assert.deepEqual(
    [code, sum(details.receivable), sum(details.overdue), details.missing],
    ['payments.still-open', 10_000, 5_000, ['reason']],
  )
  await rep.call(finish, { contract: one.contract, reason: '双方同意' })
  const paid = await running()
  await came(paid, 10_000)
  await rep.call(finish, { contract: paid.contract })
})

test('late is money of contracts that run or are finished; what is kept of one that was terminated is owed, and its rate goes by that', async () => {
  const one = await running()
  await admin.call(terminate, { contract: one.contract, reason: '停产', openPlan: 'keep' })
  assert.deepEqual(await figures(one.contract, 'receivable', 'overdue'), [10_000, null])
  const customer = await finance.one('account', one.account)
  assert.deepEqual([sum(customer.receivableMoney), sum(customer.overdueMoney)], [10_000, null])
  const other = await running()
  await came(other, 4_000)
  await admin.call(terminate, { contract: other.contract, reason: '停产', openPlan: 'waive' })
  const row = await finance.one('contract', other.contract)
  assert.deepEqual([sum(row.receivable), row.receivedShare], [0, 100])
})

test('that an instalment is late is told after its days of grace, of what customers owe alone', async () => {
  await admin.change('legalEntity', ours, { graceDays: 30 })
  const one = await running(10_000, [-2, 60])
  const [supplier] = await rep.create('account', [{ name: '供应商一' }])
  const [bought] = await rep.create('contract', [
    { name: '采购', kind: 'purchase', account: supplier!.id, amount: 100, plan: [{ instalment: 1, dueOn: daysOn(-32), amount: 100 }] },
  ])
  await rep.call(toSign, { contract: bought!.id })
  await rep.call(sign, { contract: bought!.id, signedOn: daysOn(-120), winDeal: false })
  const late = await running(10_000, [-32, 60])
  const told = async (contract: unknown) => {
    const [line] = await finance.list('planLine', { filter: { contract, instalment: 1 } })
    const { rows } = await app.database.pool.query(
      `SELECT kind FROM ${app.workspace.schema}.notice WHERE record_id = $1 AND kind = 'payments.late'`,
      [line!.id],
    )
    return rows.length
  }
  const rounds = openRounds({ engine: app.engine, log: { info() {}, warn() {}, error: (_details, message) => assert.fail(message) } })
  await rounds.run(app.workspace, new Date())
  assert.deepEqual([await told(one.contract), await told(bought!.id), await told(late.contract)], [0, 0, 1])
  await admin.change('legalEntity', ours, { graceDays: 0 })
})
