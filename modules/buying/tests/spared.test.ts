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
import { tonight } from '#modules/pools'
import { buying } from '../module.ts'

const app = await testApp([
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
])
const boss = await app.as('administrator')
const anna = await app.as('rep', { name: 'Anna' })
const longAgo = { now: new Date('2026-01-01T04:00:00Z') }
const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)
const [old, recent] = [100, 3]
const [pool] = await boss.create('pool', [{ name: '公海' }])

/** Customers of Anna's who have been there for long. */
const held = (city: string, names: readonly string[]): Promise<string[]> =>
  boss.work(async (work) => {
    const rows = names.map((name) => ({ name, city, owner: anna.id }))
    return (JSON.parse(await app.engine.writes.create(work, 'account', rows)) as { id: string }[]).map(({ id }) => id)
  }, longAgo)

const ruleOf = async (city: string, more: object = {}): Promise<string> =>
  String((await boss.create('poolRule', [{ name: city, pool: pool!.id, days: 30, noticeDays: 0, filter: { city }, ...more }]))[0]!.id)

/** Whom a rule warns tonight: by a rule without days of notice, those whose days are full. */
async function full(poolRule: string): Promise<string[]> {
  const { rows } = await boss.call(tonight, { kind: 'account', step: 'warn', poolRule })
  return (rows as { id: string }[]).map(({ id }) => id).toSorted()
}

const contractOf = (account: string, more: object) =>
  app.system.create('contract', [
    { name: '合同', account, owner: anna.id, amount: 100, status: 'running', signedOn: daysAgo(200), ...more },
  ])

test('a customer with a running contract, or who owes overdue money, falls to no pool, unless the rule says otherwise', async () => {
  const [plain, running, ended, owing, bought] = (await held('一城', ['无', '执行中', '已结束', '逾期', '采购'])) as [
    string,
    string,
    string,
    string,
    string,
  ]
  await contractOf(running, { endsOn: daysAgo(-90) })
  await contractOf(ended, { status: 'finished', endsOn: daysAgo(60), endedOn: daysAgo(60) })
  await contractOf(owing, {
    status: 'finished',
    endedOn: daysAgo(60),
    plan: [{ instalment: 1, dueOn: daysAgo(40), amount: 100, isLive: true }],
  })
  await contractOf(bought, { kind: 'purchase' })
  const usual = await ruleOf('一城')
  assert.deepEqual(await full(usual), [plain, ended, bought].toSorted())
  const [rule] = await boss.list('poolRule', { filter: { id: usual } })
  assert.deepEqual([rule!.hasRunningContract, rule!.hasOverdueMoney], [true, true])
  assert.equal((await boss.one('account', owing)).overdueDays, 40)
  await boss.change('poolRule', usual, { hasRunningContract: false })
  assert.deepEqual(await full(usual), [plain, running, ended, bought].toSorted())
  await boss.change('poolRule', usual, { hasOverdueMoney: false })
  assert.deepEqual(await full(usual), [plain, running, ended, owing, bought].toSorted())
})

/** By date that a rule may count from: what happens with a customer so many days ago. */
const clocks: Readonly<Record<string, (account: string, days: number) => Promise<unknown>>> = {
  heldSince: (account, days) =>
    boss.work(async (work) => app.engine.writes.change(work, 'account', account, { owner: boss.id }), {
      now: new Date(Date.now() - days * 86_400_000),
    }),
  lastFollowUpAt: (account, days) => anna.create('followUp', [{ account, content: '谈了报价', happenedAt: `${daysAgo(days)}T02:00:00Z` }]),
  lastWonOn: (account, days) =>
    app.system.create('opportunity', [
      { name: '一期', account, amount: 5, stage: 'won', owner: anna.id, foundOn: daysAgo(days + 1), closedOn: daysAgo(days) },
    ]),
  lastOrderOn: (account, days) =>
    app.system.create('order', [
      {
        account,
        owner: anna.id,
        orderedOn: daysAgo(days),
        status: 'confirmed',
        lines: [{ description: '设备', quantity: 1, price: 5 }],
      },
    ]),
  contractEndsOn: (account, days) => contractOf(account, { status: 'finished', endedOn: daysAgo(days), endsOn: daysAgo(days - 400) }),
  lastReceivedOn: (account, days) =>
    app.system.create('receipt', [{ account, amount: 5, receivedOn: daysAgo(days), status: 'confirmed', owner: anna.id }]),
}

for (const [clock, happens] of Object.entries(clocks))
  test(`days count from ${clock}: what happened long ago does not keep a customer, what happened lately does`, async () => {
    const [never, before, lately] = (await held(clock, ['从未', '很久', '最近'])) as [string, string, string]
    await happens(before, old)
    await happens(lately, recent)
    const byClock = await ruleOf(clock, { clock })
    assert.deepEqual(await full(byClock), [never, before].toSorted())
  })

test('a contract that runs counts by the day it will end, so that a rule may wait for so many days after it', async () => {
  const [runs, over] = (await held('末城', ['还在', '过期'])) as [string, string]
  await contractOf(runs, { endsOn: daysAgo(-20) })
  await contractOf(over, { endsOn: daysAgo(35) })
  const byEnd = await ruleOf('末城', { clock: 'contractEndsOn', hasRunningContract: false })
  assert.deepEqual(await full(byEnd), [over])
})
