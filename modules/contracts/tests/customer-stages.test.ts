import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { account } from '#objects/customers'
import { finish, resume } from '../actions/end.ts'
import { sign, toSign } from '../actions/sign.ts'
import { contracts } from '../module.ts'
import { contract } from '../objects/index.ts'
import { rounds } from '../rounds.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts], {
  locale: 'zh-CN',
  now: '2030-05-20T09:00:00Z',
})
const admin = await app.as('administrator')
const rep = await app.as('rep')
const stranger = await app.as('rep', { name: 'Stranger' })
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])

type Row = Record<string, unknown>
type Fault = { code: string; details: Row; issues?: readonly { code: string }[] }
const faultOf = (run: Promise<unknown>): Promise<Fault> =>
  run.then(
    () => assert.fail('went through'),
    (fault: Fault) => fault,
  )
const tick = async () => {
  for (const round of rounds) await app.system.work((work) => round.run(work, []))
}
const see = (id: string) => admin.one('account', id)
const stageOf = async (id: string) => (await see(id)).stage

/** A customer as another system left him, with what was agreed there. */
async function customer(stage: string, papers: readonly Row[] = []): Promise<string> {
  const [row] = await app.system.create('account', [
    { name: `客户 ${Math.random()}`, stage, owner: rep.id, class: stage === 'presales' ? 'prospect' : 'ordinary' },
  ])
  if (papers.length > 0)
    await admin.work((work) => work.create(contract, papers.map((paper) => ({ ...paper, account: row!.id })) as never), { via: 'import' })
  return String(row!.id)
}
const ended = (endedOn: string, more: Row = {}): Row => ({
  name: '旧合同',
  status: 'finished',
  signedOn: '2028-01-01',
  endsOn: endedOn,
  ...more,
})
/** A contract of a customer that runs from now on, by the steps that lead there. */
async function runs(of: string, kind: string): Promise<string> {
  const [row] = await rep.create('contract', [{ name: `合同 ${kind}`, account: of, kind, amount: 1_000 }])
  await rep.call(toSign, { contract: row!.id, acceptUnplanned: true })
  await rep.call(sign, { contract: row!.id, signedOn: '2030-05-19', winDeal: false })
  return String(row!.id)
}

for (const kind of ['sales', 'service'])
  test(`presales → execution: with the first ${kind} contract that runs, and the prospect becomes an ordinary customer`, async () => {
    const id = await customer('presales')
    await runs(id, kind)
    const row = await see(id)
    assert.deepEqual([row.stage, row.class, row.returnedOn, row.returnedAs], ['execution', 'ordinary', null, null])
  })

test('what is bought from somebody serves nobody', async () => {
  const id = await customer('presales')
  await runs(id, 'purchase')
  assert.equal(await stageOf(id), 'presales')
})

test('execution → aftersales: when no sales contract runs any more, though a service contract is left; undo brings it back', async () => {
  const id = await customer('presales')
  const [first, second] = [await runs(id, 'sales'), await runs(id, 'sales')]
  await runs(id, 'service')
  await rep.call(finish, { contract: first, reason: '完成' })
  assert.equal(await stageOf(id), 'execution')
  await rep.call(finish, { contract: second, reason: '完成' })
  assert.equal(await stageOf(id), 'aftersales')
  const [last] = await rep.changeSets()
  await rep.undo(String(last!.id))
  assert.equal(await stageOf(id), 'execution')
})

for (const [from, as] of [
  ['aftersales', 'renewed'],
  ['expired', 'wonBack'],
] as const)
  test(`${from} → execution: with a new contract that runs, counted as ${as}`, async () => {
    const id = await customer(from, [ended('2029-01-31')])
    await runs(id, 'sales')
    const row = await see(id)
    assert.deepEqual([row.stage, row.returnedOn, row.returnedAs], ['execution', '2030-05-20', as])
  })

test('a contract that was ended and runs again serves its customer again', async () => {
  const id = await customer('presales')
  const only = await runs(id, 'sales')
  await rep.call(finish, { contract: only, reason: '完成' })
  assert.equal(await stageOf(id), 'aftersales')
  await admin.call(resume, { contract: only, reason: '继续' })
  assert.equal(await stageOf(id), 'execution')
})

for (const from of ['execution', 'aftersales'])
  test(`${from} → expired: by night, 90 days after the last contract, with nothing open; by the owner as soon`, async () => {
    const [late, early, busy, served, byOwner] = [
      await customer(from, [ended('2029-06-01'), ended('2030-02-19')]),
      await customer(from, [ended('2030-02-20')]),
      await customer(from, [ended('2029-06-01')]),
      await customer(from, [ended('2029-06-01'), { name: '服务', kind: 'service', status: 'running', signedOn: '2029-01-01' }]),
      await customer(from, [ended('2029-06-01')]),
    ]
    await rep.create('opportunity', [{ name: '扩容', account: busy }])
    assert.deepEqual((await faultOf(stranger.change('account', byOwner!, { stage: 'expired' }))).code, 'kernel.not-found')
    assert.equal((await rep.change('account', byOwner!, { stage: 'expired' })).stage, 'expired')
    await tick()
    assert.deepEqual(
      [await stageOf(late!), await stageOf(early!), await stageOf(busy!), await stageOf(served!)],
      ['expired', from, from, from],
    )
    const soon = await faultOf(rep.change('account', early!, { stage: 'expired' }))
    assert.deepEqual([soon.code, soon.details], ['contracts.ended-lately', { endedOn: '2030-02-20', days: 90, from: '2030-05-21' }])
    const open = await faultOf(rep.change('account', busy!, { stage: 'expired' }))
    assert.deepEqual([open.code, open.details], ['contracts.customer-busy', { want: 'opportunity', count: 1, titles: ['扩容'] }])
    assert.equal((await faultOf(rep.change('account', served!, { stage: 'expired' }))).code, 'contracts.customer-busy')
  })

test('after how many days is a setting; where it is off, nobody expires by night', async () => {
  const id = await customer('aftersales', [ended('2030-05-01')])
  const [rule] = await admin.list('expiryRule')
  assert.equal(rule!.days, 90)
  await assert.rejects(rep.change('expiryRule', String(rule!.id), { days: 10 }), { code: 'kernel.forbidden' })
  await admin.change('expiryRule', String(rule!.id), { days: 10, isActive: false })
  await tick()
  assert.equal(await stageOf(id), 'aftersales')
  await admin.change('expiryRule', String(rule!.id), { isActive: true })
  await tick()
  assert.equal(await stageOf(id), 'expired')
  await admin.change('expiryRule', String(rule!.id), { days: 90 })
})

test('a contract that an import brings, or a customer who is joined with another, is caught up with', async () => {
  const running = { name: '在执行', status: 'running', signedOn: '2030-01-01' }
  const [imported, service, bought] = [
    await customer('presales', [running]),
    await customer('aftersales', [{ ...running, kind: 'service' }]),
    await customer('presales', [{ ...running, kind: 'purchase' }]),
  ]
  assert.equal(await stageOf(imported!), 'presales')
  await tick()
  assert.deepEqual([await stageOf(imported!), await stageOf(service!), await stageOf(bought!)], ['execution', 'aftersales', 'presales'])
  assert.equal((await see(imported!)).class, 'ordinary')
  const { version } = await see(imported!)
  await tick()
  assert.equal((await see(imported!)).version, version)
})

/** Every other move by hand, with contracts of the customer or without. */
const refused: Readonly<Record<string, string>> = {
  'presales execution': 'customers.execution-by-contract',
  'presales aftersales': 'customers.aftersales-by-contract',
  'presales expired': 'customers.expires-after-service',
  'execution presales': 'customers.no-way-to-presales',
  'execution aftersales': 'customers.aftersales-by-contract',
  'aftersales presales': 'customers.no-way-to-presales',
  'aftersales execution': 'customers.execution-by-contract',
  'expired presales': 'customers.no-way-to-presales',
  'expired execution': 'customers.execution-by-contract',
  'expired aftersales': 'customers.aftersales-by-contract',
}
for (const [pair, code] of Object.entries(refused))
  test(`${pair.replace(' ', ' → ')} by hand, one or many: ${code}`, async () => {
    const [from, to] = pair.split(' ') as [string, string]
    const id = await customer(from, from === 'presales' ? [] : [ended('2029-06-01')])
    for (const who of [rep, admin]) {
      const fault = await faultOf(who.change('account', id, { stage: to }))
      assert.deepEqual(
        fault.issues?.map((one) => one.code),
        [code],
      )
      const many = await faultOf(who.work((work) => work.changeMany(account, [{ id, stage: to }] as never)))
      assert.deepEqual(
        many.issues?.map((one) => one.code),
        [code],
      )
    }
    assert.equal(await stageOf(id), from)
  })
