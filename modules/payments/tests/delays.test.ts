import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign } from '#modules/contracts'
import { allocate, confirm, refund } from '../actions/receipts.ts'
import { delays } from '../delays.ts'
import { payments } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep')
const finance = await app.as('finance')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
// Whoever pays back here asks nobody.
for (const { id } of await admin.list('approvalFlow', { filter: { object: 'receipt' } }))
  await admin.change('approvalFlow', id as string, { active: false })

const day = (ahead: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + ahead * 86_400_000)
/** Two in the morning in the zone of the workspace. */
const night = new Date(`${day(0)}T18:30:00Z`)
const byNight = () => runRound(app.engine, app.workspace, delays, { now: night })

/** A contract whose first instalments were paid so many days late; the last one is open. */
async function paysLate(late: readonly number[]) {
  const [customer] = await rep.create('account', [{ name: `客户 ${late.join()} 有限公司` }])
  const plan = [
    ...late.map((_, i) => ({ instalment: i + 1, dueOn: day(-200 + i * 20), amount: 100 })),
    { instalment: 99, dueOn: day(30), amount: 100 },
  ]
  const [row] = await rep.create('contract', [{ name: '分期', account: customer!.id, amount: plan.length * 100, plan }])
  const contract = row!.id as string
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: day(-250) })
  const receipts: string[] = []
  for (const [i, days] of late.entries()) {
    const [money] = await finance.create('receipt', [{ account: customer!.id, amount: 100, receivedOn: day(-200 + i * 20 + days) }])
    await finance.call(allocate, { receipt: money!.id, contract })
    await finance.call(confirm, { receipt: money!.id })
    receipts.push(money!.id as string)
  }
  return { contract, receipts }
}
const lineOf = async (contract: string, instalment: number) =>
  (await finance.list('planLine', { filter: { contract, instalment }, fields: ['settledOn', 'delayDays', 'expectedOn', 'status'] }))[0]!

test('open instalments are expected later by as much as their customer usually is; too little known, nothing said', async () => {
  const [known, fresh] = [await paysLate([10, 0, 40]), await paysLate([5])]
  await byNight()
  assert.equal((await lineOf(known.contract, 99)).expectedOn, day(40))
  assert.equal((await lineOf(fresh.contract, 99)).expectedOn, null)
  const third = await lineOf(known.contract, 3)
  assert.deepEqual([third.settledOn, third.delayDays], [day(-120), 40])
})

test('what is paid back is not settled any more', async () => {
  const { contract, receipts } = await paysLate([1, 2, 3])
  await byNight()
  assert.equal((await lineOf(contract, 3)).delayDays, 3)
  await finance.call(refund, { receipt: receipts[2]!, amount: 50, reason: '退款' })
  const [back] = await finance.list('receipt', { filter: { refundOf: receipts[2]! } })
  if (back?.status !== 'confirmed') await finance.call(confirm, { receipt: back!.id })
  await byNight()
  const line = await lineOf(contract, 3)
  assert.deepEqual([line.status, line.settledOn], ['part', null])
})
