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
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { territories } from '#manifest/territories'
import { activate, approve, calculate, countMonth, lock, rehearse, wouldEarn } from '#modules/commissions'
import { win } from '#modules/sales'
import { targets } from '../module.ts'

/** Commission that begins at a part of somebody's target. Every number here was computed by hand; the sum stands beside it. */
const app = await testApp(
  [customers, activities, catalog, sales, company, quotes, contracts, payments, orders, expenses, commissions, territories, targets],
  { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' },
)
const admin = await app.as('administrator')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
const [east] = await app.system.create('department', [{ name: '华东' }])
const at = { department: east!.id as string }
const rep = await app.as('rep', { ...at, name: '林知夏' })
const mate = await app.as('rep', { ...at, name: '许澄' })
const third = await app.as('rep', { ...at, name: '陈屿' })
const manager = await app.as('manager', { ...at, name: '顾怀瑾' })
const finance = await app.as('finance', { name: '苏明慧' })
await app.system.change('department', east!.id as string, { head: manager.id })

type Row = Record<string, unknown>
type Person = typeof rep
const amount = (value: unknown): number | null => (value as { amount: number } | null)?.amount ?? null
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const accelerated = [
  { from: 0, rate: 3 },
  { from: 0, ofTarget: 100, rate: 5 },
  { from: 0, ofTarget: 120, rate: 8 },
]
let made = 0
const draft = async (values: Row) =>
  (await finance.create('commissionPlan', [{ name: `方案${++made}`, measure: 'won', basis: 'gross', way: 'marginal', ...values }]))[0]!
    .id as string
const plan = async (values: Row) => {
  const id = await draft(values)
  await finance.call(activate, { commissionPlan: id })
  return id
}
const target = async (person: Person, month: string, value: number, more: Row = {}) =>
  (await admin.create('salesTarget', [{ person: person.id, measure: 'won', month: `${month}-01`, amount: value, ...more }]))[0]!
    .id as string
const deal = async (by: Person, value: number) => {
  const [customer] = await by.create('account', [{ name: `客户${++made}有限公司` }])
  const [row] = await by.create('opportunity', [{ name: `商机${made}`, account: customer!.id, amount: value, foundOn: '2030-01-01' }])
  return row!.id as string
}
const won = async (by: Person, value: number, on: string) => by.call(win, { opportunity: await deal(by, value), closedOn: on })
const count = (of: string, month: string) => finance.call(countMonth, { commissionPlan: of, month })
const statement = async (person: Person, month: string) =>
  (await finance.list('commissionStatement', { filter: { owner: person.id, month } }))[0]!.id as string
const linesOf = async (person: Person, month: string) => {
  const lines = await finance.list('commissionLine', {
    filter: { statement: await statement(person, month) },
    sort: ['on', 'createdAt', 'rate'],
    limit: 100,
  })
  return lines.map((line) =>
    [line.kind, amount(line.counted), line.rate, amount(line.result), line.attained, line.ofTarget, amount(line.target)].join(' '),
  )
}
const seats = [{ person: rep.id }, { person: mate.id }, { person: third.id }]

const february = await plan({ startsOn: '2030-02-01', endsOn: '2030-02-28', seats, tiers: accelerated })

test('above his target somebody earns more: tiers begin at a part of the target of each, and lines say of which', async () => {
  await target(rep, '2030-02', 10_000)
  await target(third, '2030-02', 4_000)
  // Neither is the target of his that counts: another measure, another level, another month.
  await target(mate, '2030-02', 1, { measure: 'signed' })
  await target(mate, '2030-02', 1, { level: 'stretch' })
  await target(mate, '2030-03', 1)
  await won(rep, 8_000, '2030-02-03')
  await won(rep, 6_000, '2030-02-05')
  await won(mate, 15_000, '2030-02-06')
  await won(third, 5_000, '2030-02-07')
  await count(february, '2030-02')
  // 8,000 × 3 % = 240; of 6,000: 2,000 × 3 % = 60 up to 10,000, 2,000 × 5 % = 100 up to 12,000, 2,000 × 8 % = 160.
  assert.deepEqual(await linesOf(rep, '2030-02'), [
    'normal 8000 3 240 below  10000',
    'normal 2000 3 60 below  10000',
    'normal 2000 5 100 reached 100 10000',
    'normal 2000 8 160 reached 120 10000',
  ])
  // 4,000 × 3 % = 120, 800 × 5 % = 40 up to 4,800, 200 × 8 % = 16.
  assert.deepEqual(await linesOf(third, '2030-02'), [
    'normal 4000 3 120 below  4000',
    'normal 800 5 40 reached 100 4000',
    'normal 200 8 16 reached 120 4000',
  ])
  // Who has no target has the tiers that begin at a sum: 15,000 × 3 % = 450.
  assert.deepEqual(await linesOf(mate, '2030-02'), ['normal 15000 3 450 none  '])
})

test('over a quarter the target is that of its months; a whole sum is raised once it is reached, and a target that is changed moves no locked month', async () => {
  const whole = [
    { from: 0, rate: 2 },
    { from: 0, ofTarget: 100, rate: 4 },
  ]
  const quarter = await plan({ startsOn: '2030-04-01', period: 'quarter', way: 'whole', seats: [{ person: mate.id }], tiers: whole })
  const april = await target(mate, '2030-04', 1_000)
  const may = await target(mate, '2030-05', 2_000)
  await won(mate, 2_000, '2030-04-04')
  await count(quarter, '2030-04')
  // 1,000 + 2,000 = 3,000 is the target of the quarter; 2,000 × 2 % = 40.
  assert.deepEqual(await linesOf(mate, '2030-04'), ['normal 2000 2 40 below  3000'])
  for (const month of ['2030-02', '2030-04']) {
    const commissionStatement = await statement(mate, month)
    await finance.call(calculate, { commissionStatement })
    await finance.call(approve, { commissionStatement })
    await finance.call(lock, { commissionStatement })
  }
  await won(mate, 500, '2030-05-02')
  await won(mate, 1_000, '2030-05-03')
  await count(quarter, '2030-05')
  // 2,500 is below 3,000: 500 × 2 % = 10; 3,500 is above: 1,000 × 4 % = 40, and 500 × 2 % = 10 more for the first.
  assert.deepEqual(await linesOf(mate, '2030-05'), [
    'normal 500 2 10 below  3000',
    'difference 0 4 10 reached 100 3000',
    'normal 1000 4 40 reached 100 3000',
  ])
  await admin.change('salesTarget', april, { amount: 5_000 })
  await count(quarter, '2030-05')
  // 7,000 now: 500 × 2 % = 10, 1,000 × 2 % = 20; April stays as it was paid.
  assert.deepEqual(await linesOf(mate, '2030-05'), ['normal 500 2 10 below  7000', 'normal 1000 2 20 below  7000'])
  assert.deepEqual(await linesOf(mate, '2030-04'), ['normal 2000 2 40 below  3000'])
  await admin.remove('salesTarget', [april, may])
  await count(quarter, '2030-05')
  assert.deepEqual(await linesOf(mate, '2030-05'), ['normal 500 2 10 none  ', 'normal 1000 2 20 none  '])
})

test('what somebody would earn of a deal counts by his target, and says where he has none', async () => {
  await plan({ startsOn: '2030-05-01', seats: [{ person: rep.id }, { person: third.id }], tiers: accelerated })
  await target(rep, '2030-05', 1_000)
  const ask = async (who: Person) => {
    const { earns, parts } = await who.call(wouldEarn, { opportunity: await deal(who, 1_500) })
    return [amount(earns), ...(parts as unknown as Row[]).map(({ hasNoTarget }) => hasNoTarget)]
  }
  // 1,000 × 3 % = 30, 200 × 5 % = 10, 300 × 8 % = 24.
  assert.deepEqual(await ask(rep), [64, false])
  // 1,500 × 3 % = 45.
  assert.deepEqual(await ask(third), [45, true])
})

test('a plan with tiers above the target is rehearsed with the targets of then', async () => {
  const richer = await draft({
    startsOn: '2030-06-01',
    tiers: [
      { from: 0, rate: 3 },
      { from: 0, ofTarget: 100, rate: 10 },
    ],
  })
  const { commissionRehearsal } = await manager.call(rehearse, { commissionPlan: richer, from: '2030-02-01', until: '2030-02-28' })
  const people = await manager.list('rehearsedPerson', { filter: { rehearsal: commissionRehearsal as string }, sort: ['name'] })
  const told = Object.fromEntries(people.map(({ name, before, after }) => [name, [amount(before), amount(after)]]))
  // Before as in the statements: 560, 450, 176. After: 10,000 × 3 % + 4,000 × 10 % = 700; 15,000 × 3 % = 450; 4,000 × 3 % + 1,000 × 10 % = 220.
  assert.deepEqual(told, { 林知夏: [560, 700], 许澄: [450, 450], 陈屿: [176, 220] })
})

test('a tier begins at a sum or at a part of the target, and not where one rate is paid or pieces are counted', async () => {
  const at = [{ from: 0, ofTarget: 100, rate: 5 }]
  assert.equal(await faultOf(draft({ way: 'flat', tiers: at })), 'commissions.target-asks-tiers')
  assert.equal(await faultOf(draft({ tiers: [{ from: 10, ofTarget: 100, rate: 5 }] })), 'commissions.tier-begins-once')
  assert.equal(
    await faultOf(draft({ measure: 'quantity', tiers: [{ from: 0, ofTarget: 100, perUnit: 5 }] })),
    'commissions.piece-has-no-target',
  )
})
