import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { blacklist } from '#modules/customers'
import { putInForce, renew } from '../actions/change.ts'
import { finish, resume, terminate, voidContract } from '../actions/end.ts'
import { makePlan, reached, waive } from '../actions/plan.ts'
import { sign, toDraft, toSign } from '../actions/sign.ts'
import { contracts } from '../module.ts'
import { contract as contractObject } from '../objects/index.ts'
import { steps } from '../rules/contract-steps.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts], {
  locale: 'zh-CN',
  now: '2030-05-20T09:00:00Z',
})
const admin = await app.as('administrator')
const rep = await app.as('rep')
const manager = await app.as('manager')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
const [approving] = await admin.list('approvalFlow', { filter: { object: 'contractChange' } })
await admin.change('approvalFlow', approving!.id as string, { active: false })

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

async function draft(more: Row = {}, who = admin) {
  const [customer] = await who.create('account', [{ name: `客户${Math.random()}` }])
  const [row] = await who.create('contract', [{ name: '软件合同', account: customer!.id, amount: 100_000, ...more }])
  return row!
}
/** Contracts that ran elsewhere come in by an import. */
const brought = (rows: readonly Row[], who = admin) => who.work((work) => work.create(contractObject, rows as never), { via: 'import' })
/** A contract in that state, by the road that leads there. */
async function inState(status: string) {
  const row = await draft({ plan: [{ instalment: 1, dueOn: '2030-06-01', amount: 100_000 }] })
  const contract = row.id as string
  if (status === 'void') await admin.call(voidContract, { contract, reason: '不做了' })
  if (status !== 'draft' && status !== 'void') await admin.call(toSign, { contract })
  if (!['draft', 'void', 'toBeSigned'].includes(status)) await admin.call(sign, { contract, signedOn: '2030-05-18' })
  if (status === 'finished') await admin.call(finish, { contract, reason: '完成' })
  if (status === 'terminated') await admin.call(terminate, { contract, reason: '违约', openPlan: 'waive' })
  return contract
}
const into = {
  draft: (contract: string) => admin.call(toDraft, { contract }),
  toBeSigned: (contract: string) => admin.call(toSign, { contract }),
  running: async (contract: string) => {
    const { status } = await admin.one('contract', contract)
    return status === 'finished' || status === 'terminated'
      ? admin.call(resume, { contract, reason: '继续' })
      : admin.call(sign, { contract })
  },
  finished: (contract: string) => admin.call(finish, { contract, reason: '完成' }),
  terminated: (contract: string) => admin.call(terminate, { contract, reason: '违约', openPlan: 'keep' }),
  void: (contract: string) => admin.call(voidContract, { contract, reason: '不做了' }),
} as const
const states = Object.keys(into) as (keyof typeof into)[]

for (const from of states)
  for (const to of states.filter((state) => state !== from)) {
    const isAllowed = steps[from]!.includes(to)
    test(`a contract ${isAllowed ? 'goes' : 'does not go'} from ${from} to ${to}`, async () => {
      const contract = await inState(from)
      if (isAllowed) await into[to](contract)
      else assert.deepEqual(await faultOf(into[to](contract)), { code: 'contracts.no-such-step', details: { from, to } })
      assert.equal((await admin.one('contract', contract)).status, isAllowed ? to : from)
      const byHand = await faultOf(admin.change('contract', contract, { status: isAllowed ? from : to }))
      assert.equal(byHand.code, 'contracts.by-action')
    })
  }

/** A day of the workspace, which begins hours before that of the clock. */
const daysOn = (days: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000)

test('what is missing before the signature is said, and nothing is agreed that no instalment covers unless that is meant', async () => {
  const contract = (await draft({ amount: null })).id as string
  assert.deepEqual(await faultOf(rep.call(toSign, { contract: (await draft({ amount: null }, rep)).id })), {
    code: 'contracts.incomplete',
    details: { missing: ['amount'] },
  })
  await admin.change('contract', contract, { lines: [{ description: '许可', quantity: 3, price: 33_333.33 }] })
  assert.deepEqual((await admin.one('contract', contract)).amount, cny(99_999.99))
  assert.deepEqual(await faultOf(admin.call(toSign, { contract })), {
    code: 'contracts.unplanned',
    details: { unplanned: 99_999.99, amount: 99_999.99 },
  })
  await admin.change('contract', contract, { amount: 90_000 })
  assert.deepEqual(await faultOf(admin.call(toSign, { contract, acceptUnplanned: true })), {
    code: 'contracts.lines-differ',
    details: { lines: 99_999.99, amount: 90_000 },
  })
  await admin.change('contract', contract, { amountFromLines: true, lines: [{ description: '许可', quantity: 3, price: 30_000 }] })
  await admin.call(toSign, { contract, acceptUnplanned: true })
  const fixed = await faultOf(admin.change('contract', contract, { amount: 80_000 }))
  assert.equal(fixed.code, 'contracts.agreed')
})

test('a plan is made by rule and adds up to the cent; what is held back comes months later', async () => {
  const contract = (await draft()).id as string
  await admin.call(makePlan, { contract, way: 'even', count: 3, firstOn: '2030-01-31', retention: 5, retentionMonths: 12 })
  const plan = await admin.list('planLine', { filter: { contract }, sort: ['instalment'] })
  assert.deepEqual(
    plan.map((line) => [line.amount, line.dueOn, line.milestone]),
    [
      [cny(31_666.67), '2030-01-31', 'day'],
      [cny(31_666.67), '2030-02-28', 'day'],
      [cny(31_666.67), '2030-03-31', 'day'],
      [cny(4_999.99), '2031-03-31', 'retention'],
    ],
  )
  assert.deepEqual((await admin.one('contract', contract)).unplanned, cny(0))
  assert.equal((await faultOf(admin.call(makePlan, { contract, way: 'shares', shares: '30/60' }))).code, 'contracts.plan-there')
  assert.deepEqual(await faultOf(admin.call(makePlan, { contract, way: 'shares', shares: '30/60', replace: true })), {
    code: 'contracts.shares',
    details: { together: 90, left: 10 },
  })
  await admin.call(makePlan, { contract, way: 'shares', shares: '30/60/10', replace: true })
  assert.deepEqual(
    (await admin.list('planLine', { filter: { contract }, sort: ['instalment'] })).map((line) => [line.amount, line.milestone, line.dueOn]),
    [
      [cny(30_000), 'signed', null],
      [cny(60_000), 'signed', null],
      [cny(10_000), 'signed', null],
    ],
  )
})

test('signing wins the deal, serves the customer, fixes what was signed and makes the plan due', async () => {
  const [customer] = await rep.create('account', [{ name: '华瑞物流' }])
  const [deal] = await rep.create('opportunity', [{ name: '杭州仓', account: customer!.id, amount: 100_000 }])
  const [row] = await rep.create('contract', [
    {
      name: '杭州仓合同',
      account: customer!.id,
      opportunity: deal!.id,
      amount: 100_000,
      plan: [
        { instalment: 1, milestone: 'signed', days: 10, amount: 60_000 },
        { instalment: 2, milestone: 'accepted', days: 30, amount: 40_000 },
      ],
    },
  ])
  const contract = row!.id as string
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: '2030-05-19' })
  const signed = await rep.one('contract', contract)
  assert.deepEqual([signed.status, signed.signedAmount, signed.startsOn], ['running', cny(100_000), '2030-05-19'])
  assert.equal((await rep.one('opportunity', deal!.id as string)).outcome, 'won')
  const served = await rep.one('account', customer!.id as string)
  assert.deepEqual([served.stage, served.class], ['execution', 'ordinary'])
  const plan = await rep.list('planLine', { filter: { contract }, sort: ['instalment'] })
  assert.deepEqual(
    plan.map((line) => [line.isLive, line.dueOn, line.firstDueOn]),
    [
      [true, '2030-05-29', '2030-05-29'],
      [true, null, null],
    ],
  )
  await rep.call(reached, { planLine: plan[1]!.id, on: '2030-05-20' })
  assert.equal((await rep.one('planLine', plan[1]!.id as string)).dueOn, '2030-06-19')
  assert.equal((await faultOf(rep.call(terminate, { contract, reason: '违约', openPlan: 'waive' }))).code, 'kernel.forbidden')
  await admin.call(terminate, { contract, reason: '违约', openPlan: 'waive' })
  assert.deepEqual(
    (await rep.list('planLine', { filter: { contract } })).map((line) => line.isWaived),
    [true, true],
  )
  assert.equal((await rep.one('account', customer!.id as string)).stage, 'aftersales')
  await admin.call(resume, { contract, reason: '和解' })
  assert.deepEqual(
    (await rep.list('planLine', { filter: { contract } })).map((line) => line.isWaived),
    [false, false],
  )
})

test('a change order is the only way to another amount; what is more gets an instalment', async () => {
  const contract = await inState('running')
  const [order] = await admin.create('contractChange', [{ contract, reason: '加模块', newAmount: 120_000, newEndsOn: '2031-06-30' }])
  const { difference } = await admin.call(putInForce, { contractChange: order!.id, dueOn: '2030-07-01' })
  assert.deepEqual(difference, cny(20_000))
  const row = await admin.one('contract', contract)
  assert.deepEqual([row.amount, row.signedAmount, row.endsOn, row.unplanned], [cny(120_000), cny(100_000), '2031-06-30', cny(0)])
  assert.equal((await faultOf(admin.call(putInForce, { contractChange: order!.id }))).code, 'contracts.in-force')
  assert.equal((await faultOf(admin.change('contractChange', order!.id as string, { newAmount: 1 }))).code, 'contracts.in-force')
})

test('an instalment is given up once, with its reason', async () => {
  const contract = await inState('running')
  const [line] = await admin.list('planLine', { filter: { contract } })
  await admin.call(waive, { planLine: line!.id, reason: '让利' })
  assert.equal((await faultOf(admin.call(waive, { planLine: line!.id, reason: '让利' }))).code, 'contracts.waived-already')
})

test('nothing is agreed with a customer on the blacklist', async () => {
  const row = await draft({}, admin)
  const account = (row.account as { id: string }).id
  await admin.call(blacklist, { account: account as never, effect: 'blockOrder', reason: '拖欠' })
  assert.equal((await faultOf(admin.call(toSign, { contract: row.id, acceptUnplanned: true }))).code, 'contracts.blacklisted')
})

test('a renewal is a draft for the same time, from the day after', async () => {
  const [customer] = await manager.create('account', [{ name: '续约客户' }])
  const [old] = await brought([
    {
      name: '年度服务',
      owner: manager.id,
      account: customer!.id,
      kind: 'service',
      amount: 12_000,
      status: 'running',
      signedOn: '2029-06-01',
      startsOn: '2029-06-01',
      endsOn: '2030-05-31',
      isRenewable: true,
    },
  ])
  const { contract } = await manager.call(renew, { contract: old!.id })
  const made = await manager.one('contract', contract as string)
  assert.deepEqual(
    [made.status, made.startsOn, made.endsOn, made.amount, (made.renews as { id: string }).id],
    ['draft', '2030-06-01', '2031-05-31', cny(12_000), old!.id],
  )
})

test('renewal rate by count and by amount: in time, late, terminated early, given up, and what grew apart', async () => {
  const [customer] = await manager.create('account', [{ name: '续签率客户' }])
  const of = (name: string, more: object) => ({
    name,
    account: customer!.id,
    kind: 'service',
    status: 'running',
    isRenewable: true,
    signedOn: '2019-06-01',
    startsOn: '2019-06-01',
    endsOn: '2020-05-31',
    amount: 1000,
    ...more,
  })
  const old = await brought([
    of('涨', {}),
    of('降', {}),
    of('迟', {}),
    of('早终止', { status: 'terminated' }),
    of('放弃', { notRenewedReason: '停产' }),
    of('快到期', { endsOn: daysOn(30) }),
    of('采购', { kind: 'purchase', amount: 9_999 }),
  ])
  const next = (i: number, signedOn: string, amount: number) =>
    of(`续 ${i}`, { renews: old[i]!.id, isRenewable: false, signedOn, startsOn: '2020-06-01', endsOn: '2031-05-31', amount })
  await brought([next(0, '2020-05-01', 1500), next(1, '2020-07-30', 400), next(2, '2020-07-31', 1000), next(3, '2020-05-01', 900)])
  const rows = await manager.list('contract', { filter: { id: { in: old.map(({ id }) => id) } }, fields: ['name', 'renewal'] } as never)
  assert.deepEqual(Object.fromEntries(rows.map(({ name, renewal }) => [name, renewal])), {
    涨: 'renewed',
    降: 'renewed',
    迟: 'lost',
    早终止: 'lost',
    放弃: 'lost',
    快到期: 'due',
    采购: 'lost',
  })
  const { ask } = contracts.reports.find(({ name }) => name === 'contracts.renewals')!.tiles[0]!
  const [total] = await manager.aggregate({ object: 'contract', ...ask, filter: { and: [ask.filter, { account: customer!.id }] } } as never)
  assert.deepEqual(
    [total!.ended, total!.renewed, total!.lost, total!.amount, total!.kept, total!.grown],
    [5, 2, 3, cny(5_000), cny(1_400), cny(500)],
  )
})

test('a contract holds what its paper says', async () => {
  const [customer] = await rep.create('account', [{ name: '字段客户' }])
  const [person] = await rep.create('contact', [{ name: '王总', account: customer!.id }])
  const [deal] = await rep.create('opportunity', [{ name: '字段机会', account: customer!.id }])
  const given = {
    name: '设备采购与服务',
    theirNumber: 'ABC-77',
    kind: 'service',
    amount: cny(12_345.67),
    payMethod: 'transfer',
    deliveryPlace: '杭州市滨江区',
    signedOn: '2030-05-01',
    startsOn: '2030-05-01',
    endsOn: '2031-04-30',
    remark: '含一年质保',
  }
  const [made] = await rep.create('contract', [
    {
      ...given,
      account: customer!.id,
      opportunity: deal!.id,
      customerSignatory: person!.id,
      ourSignatory: rep.id,
      lines: [{ description: '服务', quantity: 1, price: 12_345.67, taxRate: 6 }],
    },
  ])
  const row = await rep.one('contract', made!.id as string)
  for (const [name, value] of Object.entries(given)) assert.deepEqual(row[name], value, name)
  assert.match(String(row.number), /^HT-\d{4}-00\d{3}$/)
  const idOf = (name: string) => (row[name] as { id: string }).id
  assert.deepEqual(
    [idOf('account'), idOf('opportunity'), idOf('customerSignatory'), idOf('ourSignatory'), idOf('owner')],
    [customer!.id, deal!.id, person!.id, rep.id, rep.id],
  )
  assert.equal((row.lines as Row[]).length, 1)
  const issue = await faultOf(rep.change('contract', row.id as string, { endsOn: '2030-04-30' }))
  assert.equal(issue.code, 'contracts.ends-before-start')
})

test('lines that are written one by one hold to what was agreed, and the amount follows them before that', async () => {
  const row = await draft({ amount: null, lines: [{ description: 'A', quantity: 2, price: 100 }] })
  const contract = row.id as string
  await admin.create('contractLine', [{ contract, description: 'B', quantity: 1, price: 50 }])
  assert.deepEqual((await admin.one('contract', contract)).amount, cny(250))
  await admin.call(toSign, { contract, acceptUnplanned: true })
  assert.equal(
    (await faultOf(admin.create('contractLine', [{ contract, description: 'C', quantity: 1, price: 50 }]))).code,
    'contracts.agreed',
  )
  const [line] = await admin.list('contractLine', { filter: { contract } })
  assert.equal((await faultOf(admin.remove('contractLine', [line!.id as string]))).code, 'contracts.agreed')
})

test('a contract that comes in as signed comes by an import with the right to it, carries a mark and knows what it was signed for', async () => {
  const [customer] = await manager.create('account', [{ name: '老客户' }])
  const finance = await app.as('finance')
  const old = { name: '老合同', account: customer!.id, signedOn: '2029-01-01', amount: 500 }
  for (const status of Object.keys(steps).filter((one) => one !== 'draft')) {
    for (const who of [rep, manager, finance]) {
      const given = { ...old, account: (await admin.create('account', [{ name: `客户${Math.random()}`, owner: who.id }]))[0]!.id, status }
      assert.match((await faultOf(who.create('contract', [given]))).code, /^kernel\.(read-only|forbidden)$/, status)
      assert.match((await faultOf(brought([given], who))).code, /^kernel\.(read-only|forbidden)$|by-action/, status)
    }
    assert.deepEqual(await faultOf(admin.create('contract', [{ ...old, status }])).then(({ code }) => code), 'contracts.by-action', status)
    const [row] = await brought([{ ...old, status }])
    const kept = await admin.one('contract', row!.id as string)
    assert.deepEqual([kept.status, kept.isMigrated], [status, true])
    if (status === 'running') assert.deepEqual(kept.signedAmount, cny(500))
  }
})

test('a frame was signed for nothing, and a later change order does not say otherwise', async () => {
  const row = await draft({ form: 'frame', amount: null })
  const contract = row.id as string
  await admin.call(toSign, { contract })
  await admin.call(sign, { contract })
  const [order] = await admin.create('contractChange', [{ contract, newAmount: 700, reason: '首批' }])
  await admin.call(putInForce, { contractChange: order!.id, dueOn: '2030-09-01' })
  const after = await admin.one('contract', contract)
  assert.deepEqual([after.amount, after.signedAmount], [cny(700), null])
})

test('the list says whether the signed copy is there and how many days a contract has left', async () => {
  const ends = [daysOn(30), daysOn(91), null]
  const ids: string[] = []
  for (const endsOn of ends) {
    const { id } = await draft({ startsOn: '2020-01-01', endsOn, plan: [{ instalment: 1, dueOn: '2030-06-01', amount: 100_000 }] })
    await admin.call(toSign, { contract: id })
    await admin.call(sign, { contract: id, signedOn: '2020-01-01' })
    ids.push(id as string)
  }
  const scan = await admin.work((work) => work.files.keep({ name: '合同.pdf', type: 'application/pdf', content: Buffer.from('x') }))
  await admin.change('contract', ids[1]!, { scan })
  const read = async (filter: Row) =>
    (await admin.list('contract', { filter: { id: { in: ids }, ...filter }, sort: ['endsOn'], fields: ['hasScan', 'daysToEnd'] })).map(
      ({ hasScan, daysToEnd }) => [hasScan, daysToEnd],
    )
  assert.deepEqual(await read({ endsOn: { within: 'next60Days' } }), [[false, 30]])
  assert.deepEqual(await read({ hasScan: true }), [[true, 91]])
  assert.deepEqual(await read({ endsOn: { empty: true } }), [[false, null]])
})

test('a plan by milestones waits for each of them, so many days after it; what is left to plan is said until it is nothing', async () => {
  const contract = (await draft()).id as string
  const wish = {
    contract,
    way: 'milestones' as const,
    signed: 33.33,
    signedDays: 10,
    delivered: 40,
    deliveredDays: 30,
    retention: 5,
    retentionMonths: 12,
  }
  assert.deepEqual(await faultOf(admin.call(makePlan, wish)), { code: 'contracts.shares', details: { together: 78.33, left: 21.67 } })
  await admin.call(makePlan, { ...wish, accepted: 21.67 })
  assert.deepEqual(
    (await admin.list('planLine', { filter: { contract }, sort: ['instalment'] })).map((line) => [
      line.amount,
      line.milestone,
      line.days,
      line.dueOn,
    ]),
    [
      [cny(33_330), 'signed', 10, null],
      [cny(40_000), 'delivered', 30, null],
      [cny(21_670), 'accepted', 0, null],
      [cny(5_000), 'retention', 360, null],
    ],
  )
  assert.deepEqual((await admin.one('contract', contract)).unplanned, cny(0))
  await admin.call(toSign, { contract })
  await admin.call(sign, { contract, signedOn: '2030-05-18' })
  assert.deepEqual(
    (await admin.list('planLine', { filter: { contract }, sort: ['instalment'] })).map(({ dueOn }) => dueOn),
    ['2030-05-28', null, null, null],
  )
})
