import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { commissions } from '#manifest/commissions'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { expenses } from '#manifest/expenses'
import { leads } from '#manifest/leads'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { pools } from '#manifest/pools'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { voices } from '#manifest/voices'
import { noteTouch } from '#modules/leads'
import { confirm } from '#modules/orders'
import { applySegments, credit } from '../index.ts'
import { buying } from '../module.ts'

const all = [
  customers,
  activities,
  catalog,
  sales,
  company,
  quotes,
  contracts,
  payments,
  expenses,
  commissions,
  orders,
  pools,
  leads,
  voices,
  buying,
]
const app = await testApp(all, { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'Other' })
const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)
const accountOf = async (more: object = {}): Promise<string> =>
  String((await admin.create('account', [{ name: `买家 ${Math.random()}`, owner: rep.id, ...more }]))[0]!.id)
const ordered = async (account: string, days: number, price = 100, status = 'confirmed'): Promise<void> => {
  const [row] = await admin.create('order', [
    { account, owner: rep.id, orderedOn: daysAgo(days), lines: [{ description: '设备', quantity: 2, price }] },
  ])
  if (status === 'confirmed') await admin.call(confirm, { order: String(row!.id) })
}
const signed = (account: string, days: number, amount: number, more: object = {}) =>
  app.system.create('contract', [
    { name: `合同 ${Math.random()}`, account, owner: rep.id, status: 'running', signedOn: daysAgo(days), amount, ...more },
  ])
const read = async (account: string, who = rep) => {
  const row = await who.one('account', account)
  const money = row.purchased as { amount: string } | null
  return [row.purchases, money && Number(money.amount), row.firstBoughtOn, row.lastBoughtOn, row.rhythmDays, row.rhythm, row.lifeCycle]
}

test('a customer tells what was bought, for how much and how often: orders placed, and signed contracts without orders', async () => {
  const account = await accountOf()
  assert.deepEqual((await read(account)).slice(0, 1), [0])
  assert.deepEqual((await read(account)).slice(5), ['never', 'attract'])
  await ordered(account, 90)
  await ordered(account, 30)
  await ordered(account, 10, 1_000, 'draft')
  assert.deepEqual(await read(account), [2, 400, daysAgo(90), daysAgo(30), 60, 'steady', 'develop'])
  await signed(account, 60, 5_000)
  assert.deepEqual(await read(account), [3, 5_400, daysAgo(90), daysAgo(30), 30, 'steady', 'develop'])
  // Another who may not read it finds nothing; what a purchase costs us counts in nothing.
  await signed(account, 1, 9_000, { kind: 'purchase' })
  assert.equal((await read(account))[0], 3)
  await assert.rejects(other.one('account', account), { code: 'kernel.not-found' })
})

test('a broken rhythm is found: silent for more than twice as long as usual, late for more than once', async () => {
  const [late, broken] = [await accountOf(), await accountOf()]
  for (const days of [80, 60, 35]) await ordered(late, days)
  for (const days of [200, 180, 160]) await ordered(broken, days)
  assert.deepEqual(
    [(await read(late)).slice(5), (await read(broken)).slice(5)],
    [
      ['late', 'retain'],
      ['broken', 'winBack'],
    ],
  )
  const atRisk = await rep.list('account', { filter: { rhythm: 'broken' }, sort: ['-purchased'] })
  assert.deepEqual(
    atRisk.map(({ id }) => id),
    [broken],
  )
  assert.equal(await rep.count('account', { lifeCycle: { in: ['retain', 'winBack'] } }), 2)
})

test('what may still be ordered on credit is counted as a confirmation counts it', async () => {
  const account = await accountOf({ creditLimit: { amount: '1000', currency: 'CNY' } })
  await ordered(account, 5)
  const answer = await rep.call(credit, { account })
  assert.deepEqual(
    [answer.limit, answer.used, answer.free].map((money) => Number((money as { amount: unknown }).amount)),
    [1000, 200, 800],
  )
  assert.equal((await rep.call(credit, { account: await accountOf() })).limit, null)
  await assert.rejects(other.call(credit, { account }), { code: 'kernel.not-found' })
})

test('segments tag customers by rule, take the tag away again, and cannot look at what they give', async () => {
  const [big, small] = [await accountOf({ headcount: 900 }), await accountOf({ headcount: 9 })]
  const [rule] = await admin.create('segment', [{ name: '大客户', tag: '规模大', filter: { headcount: { gte: 500 } } }])
  const segment = String(rule!.id)
  await admin.call(applySegments, { segment })
  const tagsOf = async (id: string) => (await rep.one('account', id)).segments
  assert.deepEqual([await tagsOf(big), (await tagsOf(small)) ?? []], [['规模大'], []])
  await admin.change('account', big, { headcount: 100 })
  assert.equal((await admin.call(applySegments, { segment })).changed, 1)
  assert.deepEqual((await tagsOf(big)) ?? [], [])
  await assert.rejects(admin.create('segment', [{ name: '圈', tag: '圈', filter: { segments: { in: ['规模大'] } } }]), {
    code: 'buying.segment-by-segment',
  })
  await assert.rejects(rep.call(applySegments, { segment }), { code: 'kernel.forbidden' })
  await assert.rejects(admin.change('account', big, { segments: ['手填'] }))
})

test('leads are followed down to the money: won, received, cost', async () => {
  const [lead] = await admin.create('lead', [{ name: '张总', company: '来源公司', im: 'zhang', source: 'internet', owner: rep.id }])
  const account = await accountOf()
  const [deal] = await admin.create('opportunity', [{ name: '一期', account, lead: lead!.id, amount: 8_000, owner: rep.id }])
  const [contract] = await signed(account, 3, 8_000, { opportunity: deal!.id })
  const [receipt] = await app.system.create('receipt', [
    { account, amount: 3_000, status: 'confirmed', countsOn: daysAgo(1), allocations: [{ contract: contract!.id, amount: 3_000 }] },
  ])
  assert.ok(receipt)
  const [order] = await admin.create('order', [
    { account, opportunity: deal!.id, status: 'confirmed', lines: [{ description: '备件', quantity: 1, price: 700 }] },
  ])
  await app.system.create('receipt', [
    { account, amount: 500, status: 'confirmed', countsOn: daysAgo(1), allocations: [{ order: order!.id, amount: 500 }] },
  ])
  const [row] = await admin.aggregate({
    object: 'lead',
    by: ['source'],
    measures: { n: 'count', received: { sum: 'receivedMoney' }, won: { count: 'id', filter: { wonDeals: { gt: 0 } } } },
    filter: { id: lead!.id },
  })
  assert.deepEqual([row!.n, Number((row!.received as { amount: string }).amount ?? row!.received), row!.won], [1, 3_500, 0])
})

test('who shows interest and buys nothing is found: inquiries of leads without a customer by source, customers who said or like something', async () => {
  const source = 'media'
  const arrive = async (more: object = {}) =>
    String((await admin.create('lead', [{ name: '有意', im: 'x', owner: rep.id, source, ...more }]))[0]!.id)
  const [one, won] = [await arrive(), await arrive({ account: await accountOf() })]
  for (const lead of [one, one, won]) await admin.call(noteTouch, { lead, subject: '展会', source })
  const asked = {
    object: 'leadTouch',
    by: ['source'],
    measures: { n: 'count' as const },
    filter: { 'lead.account': { empty: true }, source },
  }
  assert.deepEqual(
    (await admin.aggregate(asked)).map(({ n }) => n),
    [2],
  )
  const interested = { touchCount: { gt: 0 }, account: { empty: true }, source }
  assert.deepEqual(
    (await rep.list('lead', { filter: interested })).map(({ id }) => id),
    [one],
  )
  const [said, buyer, quiet] = [await accountOf(), await accountOf(), await accountOf()]
  for (const account of [said, buyer]) await rep.create('feedback', [{ subject: '想要新功能', account }])
  await ordered(buyer, 5)
  const filter = { purchases: 0, feedbackCount: { gt: 0 }, id: { in: [said, buyer, quiet] } }
  assert.deepEqual(
    (await rep.list('account', { filter })).map(({ id }) => id),
    [said],
  )
})

test('every field of a customer can be asked for beside a contact at once', async () => {
  const { objects } = await app.engine.catalogOf(app.workspace)
  const readable = Object.values(objects.account!.fields).filter(({ type }) => !type.parts)
  assert.ok(readable.length > 60)
  const [customer] = await admin.create('account', [{ name: '字段很多的客户' }])
  await admin.create('contact', [{ name: '联系人', account: customer!.id }])
  const [row] = await admin.list('contact', {
    filter: { account: customer!.id as string },
    limit: 1,
    fields: readable.map(({ name }) => `account.${name}`),
  })
  const beside = row!.account as Record<string, unknown>
  assert.deepEqual([beside.id, beside.title, beside.lifeCycle], [customer!.id, '字段很多的客户', 'attract'])
})
