import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { putInForce, takeLines } from '../actions/change.ts'
import { resume, terminate } from '../actions/end.ts'
import { makePlan, waive } from '../actions/plan.ts'
import { sign, toSign } from '../actions/sign.ts'
import { contracts } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts], {
  locale: 'zh-CN',
  now: '2030-05-20T09:00:00Z',
})
const admin = await app.as('administrator')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
const [approving] = await admin.list('approvalFlow', { filter: { object: 'contractChange' } })
const asksNobody = () => admin.change('approvalFlow', approving!.id as string, { active: false })

type Row = Record<string, unknown>
const faultOf = (run: Promise<unknown>) =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; details: Row; issues?: readonly { code: string }[] }) => ({
      code: fault.issues?.[0]?.code ?? fault.code,
      details: fault.details,
    }),
  )
const cny = (amount: number) => ({ amount, currency: 'CNY' })

async function draft(more: Row = {}) {
  const [customer] = await admin.create('account', [{ name: `客户${Math.random()}` }])
  const [row] = await admin.create('contract', [{ name: '软件合同', account: customer!.id, amount: 100_000, ...more }])
  return row!
}
/** A contract that runs, paid in one instalment. */
async function running() {
  const contract = (await draft({ plan: [{ instalment: 1, dueOn: '2030-06-01', amount: 100_000 }] })).id as string
  await admin.call(toSign, { contract })
  await admin.call(sign, { contract, signedOn: '2030-05-18' })
  return contract
}

test('a change order waits for the superior; that it is lower is no way around', async () => {
  const contract = await running()
  const [order] = await admin.create('contractChange', [{ contract, reason: '减项', newAmount: 1 }])
  assert.equal((await faultOf(admin.call(putInForce, { contractChange: order!.id }))).code, 'kernel.needs-approval')
  assert.deepEqual((await admin.one('contract', contract)).amount, cny(100_000))
})

test('the plan of what was signed is not changed, removed or filled beyond the contract by hand; a day may be moved, and the first one stays', async () => {
  const contract = await running()
  const [line] = await admin.list('planLine', { filter: { contract } })
  const id = line!.id as string
  assert.equal((await faultOf(admin.change('planLine', id, { amount: 1 }))).code, 'contracts.plan-agreed')
  assert.equal((await faultOf(admin.change('contract', contract, { plan: [] }))).code, 'contracts.plan-agreed')
  assert.equal((await faultOf(admin.remove('planLine', [id]))).code, 'contracts.plan-agreed')
  const more = { contract, instalment: 2, dueOn: '2030-07-01', amount: 1 }
  assert.deepEqual(await faultOf(admin.create('planLine', [more])), {
    code: 'contracts.plan-agreed',
    details: { contract: (await admin.one('contract', contract)).number, planned: 100_001, amount: 100_000 },
  })
  assert.equal((await faultOf(admin.call(makePlan, { contract, count: 2, replace: true }))).code, 'contracts.plan-there')
  await admin.change('planLine', id, { dueOn: '2030-09-01' })
  const moved = await admin.one('planLine', id)
  assert.deepEqual([moved.dueOn, moved.firstDueOn], ['2030-09-01', '2030-06-01'])
})

test('before the signature a day is typed anew as often as it takes: what is kept as the first is the one that was signed', async () => {
  const row = await draft({ plan: [{ instalment: 1, dueOn: '2030-06-01', amount: 100_000 }] })
  const [line] = await admin.list('planLine', { filter: { contract: row.id } })
  await admin.change('planLine', line!.id as string, { dueOn: '2030-07-01' })
  assert.equal((await admin.one('planLine', line!.id as string)).firstDueOn, '2030-07-01')
})

test('a change order takes over the positions, changes, drops and adds some, and the contract has them with its sum', async () => {
  await asksNobody()
  const row = await draft({
    amount: null,
    lines: [
      { description: 'A', quantity: 2, price: 100, position: 10 },
      { description: 'B', quantity: 1, price: 50, position: 20 },
    ],
  })
  const contract = row.id as string
  await admin.call(toSign, { contract, acceptUnplanned: true })
  await admin.call(sign, { contract, signedOn: '2030-05-18' })
  const [order] = await admin.create('contractChange', [{ contract, reason: '调整', newAmount: 250 }])
  const contractChange = order!.id as string
  assert.equal((await admin.call(takeLines, { contractChange })).lines, 2)
  const taken = (await admin.list('contractChangeLine', {
    filter: { contractChange },
    sort: ['position'],
    fields: ['*'],
  } as never)) as Row[]
  const [a] = taken
  await admin.change('contractChange', contractChange, {
    lines: [
      { id: a!.id, description: 'A', quantity: 3, price: 100, position: 10, replaces: (a!.replaces as { id: string }).id },
      { description: 'C', quantity: 1, price: 40, position: 30 },
    ],
  })
  assert.deepEqual((await admin.one('contractChange', contractChange)).newAmount, cny(340))
  const linesOf = async () =>
    (await admin.list('contractLine', { filter: { contract }, sort: ['position'] })).map(({ id, description, quantity }) => [
      id,
      description,
      quantity,
    ])
  const [first] = await linesOf()
  await admin.call(putInForce, { contractChange })
  assert.deepEqual(
    (await linesOf()).map(([, ...rest]) => rest),
    [
      ['A', 3],
      ['C', 1],
    ],
  )
  assert.equal((await linesOf())[0]![0], first![0])
  const after = await admin.one('contract', contract)
  assert.deepEqual([after.amount, after.signedAmount, after.amountFromLines], [cny(340), cny(250), true])
  const [set] = await admin.changeSets()
  await admin.undo(String(set!.id))
  assert.deepEqual(
    (await linesOf()).map(([, ...rest]) => rest),
    [
      ['A', 2],
      ['B', 1],
    ],
  )
})

test('what was given up before an end does not come back with the contract; what its end gave up does', async () => {
  const row = await draft({
    plan: [
      { instalment: 1, dueOn: '2030-06-01', amount: 60_000 },
      { instalment: 2, dueOn: '2030-07-01', amount: 40_000 },
    ],
  })
  const contract = row.id as string
  await admin.call(toSign, { contract })
  await admin.call(sign, { contract, signedOn: '2030-05-18' })
  const waivedOf = async () =>
    (await admin.list('planLine', { filter: { contract }, sort: ['instalment'] })).map(({ isWaived }) => isWaived)
  const [line] = await admin.list('planLine', { filter: { contract }, sort: ['instalment'] })
  await admin.call(waive, { planLine: line!.id, reason: '让利' })
  await admin.call(terminate, { contract, reason: '违约', openPlan: 'waive' })
  assert.deepEqual(await waivedOf(), [true, true])
  await admin.call(resume, { contract, reason: '和解' })
  assert.deepEqual(await waivedOf(), [true, false])
  await admin.call(terminate, { contract, reason: '违约', openPlan: 'keep', orders: 'cancel', deposits: 'payBack' })
  const ended = await admin.one('contract', contract)
  assert.deepEqual([ended.endedOrders, ended.endedDeposits], ['cancel', 'payBack'])
  await admin.call(resume, { contract, reason: '和解' })
  assert.deepEqual(await waivedOf(), [true, false])
})

test('a change order in another currency than its contract is refused and says why, by its amount and by its lines', async () => {
  await asksNobody()
  const contract = await running()
  const usd = (amount: number) => ({ amount, currency: 'USD' })
  for (const more of [{ newAmount: usd(120_000) }, { lines: [{ description: '服务', quantity: 1, price: usd(120_000) }] }]) {
    const [order] = await admin.create('contractChange', [{ contract, reason: '加项', ...more }])
    const { code, details } = await faultOf(admin.call(putInForce, { contractChange: order!.id }))
    assert.deepEqual([code, details.currency, details.wanted], ['contracts.change-currency', 'USD', 'CNY'])
  }
  assert.deepEqual((await admin.one('contract', contract)).amount, cny(100_000))
})
