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
import { sign, toSign } from '#modules/contracts'
import { approvePayment, counterPayment, pay, refusePayment } from '../actions/supplier-payments.ts'
import { payments } from '../module.ts'
import { reports } from '../reports.ts'

const today = '2030-05-20'
const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], {
  locale: 'zh-CN',
  now: `${today}T09:00:00Z`,
})
const admin = await app.as('administrator')
const rep = await app.as('rep')
const finance = await app.as('finance')
const stranger = await app.as('rep', { name: 'Stranger' })
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])

type Row = Record<string, unknown>
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const amount = (value: unknown): number | null => (value ? Number((value as { amount: number }).amount) : null)
let made = 0

/** A purchase of the representative's that runs, to be paid in two halves. */
async function purchase(value = 1_000, kind = 'purchase') {
  made += 1
  const [supplier] = await rep.create('account', [{ name: `供应商${made}有限公司` }])
  const plan = [1, 2].map((instalment) => ({ instalment, dueOn: instalment === 1 ? '2030-05-01' : '2030-09-01', amount: value / 2 }))
  const [row] = await rep.create('contract', [{ name: `采购${made}`, kind, account: supplier!.id, amount: value, plan }])
  const contract = row!.id as string
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: '2030-04-10' })
  const lines = await finance.list('planLine', { filter: { contract }, sort: ['instalment'] })
  return { contract, supplier: supplier!.id as string, first: lines[0]!.id as string, second: lines[1]!.id as string }
}
const asked = async (contract: string, value: number, more: Row = {}) =>
  (await rep.create('supplierPayment', [{ contract, amount: value, purpose: '货款', ...more }]))[0]!.id as string
const paid = async (id: string, on = today) => {
  await finance.call(approvePayment, { supplierPayment: id })
  return finance.call(pay, { supplierPayment: id, paidOn: on, bankReference: `B${id.slice(-6)}` })
}
const statesOf = async (contract: string) =>
  (await finance.list('planLine', { filter: { contract }, sort: ['instalment'] })).map(({ status, left }) => [status, amount(left)])

test('what was asked for, agreed to and paid settles the instalment and the purchase; what came back opens it again', async () => {
  const { contract, first } = await purchase()
  const id = await asked(contract, 500, { planLine: first })
  assert.deepEqual(await statesOf(contract), [
    ['open', 500],
    ['open', 500],
  ])
  await paid(id)
  assert.deepEqual(await statesOf(contract), [
    ['received', 0],
    ['open', 500],
  ])
  const row = await finance.one('contract', contract)
  assert.deepEqual([amount(row.paidOut), amount(row.payable), row.receivable], [500, 500, null])
  await finance.call(counterPayment, { supplierPayment: id, amount: 200, reason: '质量扣款' })
  assert.deepEqual((await statesOf(contract))[0], ['part', 200])
  assert.equal(await faultOf(finance.call(counterPayment, { supplierPayment: id, amount: 301, reason: 'x' })), 'payments.over-countered')
  assert.equal(amount((await finance.one('contract', contract)).payable), 700)
})

test('each step is allowed where it may follow, and refused elsewhere in words', async () => {
  const { contract } = await purchase()
  const steps = {
    approve: (id: string) => finance.call(approvePayment, { supplierPayment: id }),
    refuse: (id: string) => finance.call(refusePayment, { supplierPayment: id, reason: '重复' }),
    pay: (id: string) => finance.call(pay, { supplierPayment: id }),
    counter: (id: string) => finance.call(counterPayment, { supplierPayment: id, reason: '退回' }),
  }
  const at: Record<string, readonly (keyof typeof steps)[]> = {
    requested: [],
    approved: ['approve'],
    refused: ['refuse'],
    paid: ['approve', 'pay'],
  }
  const allowed: Record<string, readonly string[]> = { requested: ['approve', 'refuse'], approved: ['pay'], refused: [], paid: ['counter'] }
  for (const [state, way] of Object.entries(at)) {
    for (const step of Object.keys(steps) as (keyof typeof steps)[]) {
      const id = await asked(contract, 10)
      for (const one of way) await steps[one](id)
      assert.equal((await finance.one('supplierPayment', id)).status, state)
      if (allowed[state]!.includes(step)) await steps[step](id)
      else assert.match(await faultOf(steps[step](id)), /^payments\.(no-payment-step|not-paid)$/, `${state} → ${step}`)
    }
  }
})

test('nobody pays more than the purchase, two at once neither; a refusal gives its part back', async () => {
  const { contract } = await purchase(100)
  const both = await Promise.allSettled([asked(contract, 60), asked(contract, 60)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const id = (both.find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<string>).value
  assert.equal(await faultOf(asked(contract, 41)), 'payments.over-paid')
  await finance.call(refusePayment, { supplierPayment: id, reason: '重新申请' })
  await asked(contract, 100)
})

test('only purchases in force are paid, by instalments of their own, in their currency', async () => {
  const sale = await purchase(100, 'sales')
  assert.equal(await faultOf(asked(sale.contract, 10)), 'payments.not-a-purchase')
  const [one, other] = [await purchase(100), await purchase(100)]
  assert.equal(await faultOf(asked(one.contract, 10, { planLine: other.first })), 'payments.not-its-instalment')
  assert.equal(await faultOf(asked(one.contract, 0)), 'payments.nothing')
  assert.equal(await faultOf(asked(one.contract, -5)), 'payments.came-is-positive')
  const usd = { amount: { amount: 5, currency: 'USD' } }
  assert.equal(await faultOf(asked(one.contract, 5, usd)), 'payments.other-currency')
  const [draft] = await rep.create('contract', [{ name: '草稿', kind: 'purchase', account: one.supplier, amount: 50 }])
  assert.equal(await faultOf(asked(draft!.id as string, 10)), 'payments.not-in-force')
})

test('what was agreed to stays as it is; what was paid is neither removed nor undone', async () => {
  const { contract } = await purchase()
  const id = await asked(contract, 300)
  await rep.change('supplierPayment', id, { amount: 310 })
  await finance.call(approvePayment, { supplierPayment: id })
  assert.equal(await faultOf(rep.change('supplierPayment', id, { amount: 320 })), 'payments.stands')
  await finance.call(pay, { supplierPayment: id, paidOn: '2030-05-18' })
  const [set] = await finance.changeSets()
  assert.equal(await faultOf(finance.undo(String(set!.id))), 'payments.payment-stands')
  assert.equal(await faultOf(finance.remove('supplierPayment', [id])), 'payments.payment-stands')
  const ahead = await asked(contract, 10)
  await finance.call(approvePayment, { supplierPayment: ahead })
  assert.equal(await faultOf(finance.call(pay, { supplierPayment: ahead, paidOn: '2030-05-21' })), 'payments.paid-ahead')
})

test('whoever asked does not agree; those who buy do not pay; nobody else sees it', async () => {
  const { contract } = await purchase()
  const id = await asked(contract, 100)
  await assert.rejects(rep.call(approvePayment, { supplierPayment: id }))
  const [own] = await finance.create('supplierPayment', [{ contract, amount: 5, purpose: '运费' }])
  assert.equal(await faultOf(finance.call(approvePayment, { supplierPayment: own!.id })), 'payments.own-payment')
  await finance.call(approvePayment, { supplierPayment: id })
  await assert.rejects(rep.call(pay, { supplierPayment: id }))
  assert.equal(await stranger.count('supplierPayment', {}), 0)
})

test('golden: bought, paid and still to pay by supplier; none of it among the sales', async () => {
  const { contract, supplier, first } = await purchase(8_000)
  await paid(await asked(contract, 3_000, { planLine: first }), '2030-05-02')
  const askOf = (report: string, key: string) => {
    const found = reports.find(({ name }) => name === report)!
    return finance.aggregate({ object: found.object, ...found.tiles.find((tile) => tile.key === key)!.ask } as never)
  }
  const suppliers = await askOf('payments.purchases', 'suppliers')
  const row = suppliers.find((one) => (one.account as { id: string } | null)?.id === supplier)!
  assert.deepEqual([row.n, amount(row.amount), amount(row.paidOut), amount(row.payable)], [1, 8_000, 3_000, 5_000])
  const [late] = await askOf('payments.ageing', 'late')
  assert.equal(amount(late!.overdue) ?? 0, 0)
})
