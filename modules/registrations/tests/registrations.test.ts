import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { endRegistrations, extend, grantRegistration, refuseRegistration, withdraw } from '../index.ts'
import { registrations } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, registrations])
const boss = await app.as('administrator')
const make = async (who: TestPerson, object: string, row: Readonly<Record<string, unknown>>): Promise<string> =>
  String((await who.create(object, [row]))[0]!.id)
const department = await make(boss, 'department', { name: '华东' })
// Who is shared with is known from when somebody comes in.
const known = await make(boss, 'account', { name: '旧客户' })
const share = (record: string) => boss.create('share', [{ object: 'account', record, granteeKind: 'department', grantee: department }])
await share(known)
const manager = await app.as('manager', { name: 'Manager', department })
await boss.change('department', department, { head: manager.id })
const [anna, ben] = (await Promise.all(['Anna', 'Ben'].map((name) => app.as('rep', { name, department })))) as [TestPerson, TestPerson]
const hardware = await make(boss, 'productCategory', { name: '硬件' })
const servers = await make(boss, 'productCategory', { name: '服务器', parent: hardware })
const software = await make(boss, 'productCategory', { name: '软件' })
const [server, rack, licence] = (await boss.create('product', [
  { name: 'S1', category: servers },
  { name: 'R1', category: hardware },
  { name: 'L1', category: software },
])) as [{ id: string }, { id: string }, { id: string }]
const rule = String((await boss.list('registrationRule'))[0]!.id)

let count = 0
/** A customer that everybody here reads. */
const customer = async (who: TestPerson = boss): Promise<string> => {
  const id = await make(who, 'account', { name: `客户 ${++count} 有限公司` })
  await share(id)
  return id
}
const registers = (who: TestPerson, more: Readonly<Record<string, unknown>>) =>
  make(who, 'dealRegistration', { name: `项目 ${++count}`, ...more })
const see = (id: string) => boss.one('dealRegistration', id)
const round = (now = new Date()) => runRound(app.engine, app.workspace, endRegistrations, { now })
const ahead = (days: number) => new Date(Date.now() + days * 86_400_000)
const dayOf = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: app.workspace.timeZone }).format(at)
const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
/** With other settings for as long as it takes. */
async function under(settings: Readonly<Record<string, unknown>>, run: () => Promise<void>): Promise<void> {
  const before = await boss.one('registrationRule', rule)
  await boss.change('registrationRule', rule, settings)
  await run().finally(() =>
    boss.change('registrationRule', rule, Object.fromEntries(Object.keys(settings).map((name) => [name, before[name]]))),
  )
}
const taken = { code: 'registrations.taken', details: { until: dayOf(ahead(90)) } }

test('the first is protected; the second for the same customer and line learns until when, and nothing else', async () => {
  const account = await customer()
  const id = await registers(anna, { account, category: servers })
  const row = await see(id)
  assert.deepEqual([row.state, row.protectedUntil], ['protected', dayOf(ahead(90))])
  await assert.rejects(registers(ben, { account, category: servers }), taken)
  await assert.rejects(registers(ben, { account, product: server.id }), taken)
  await registers(ben, { account, product: licence.id })
  await registers(ben, { account: await customer(), category: servers })
  await assert.rejects(ben.one('dealRegistration', id), { code: 'kernel.not-found' })
  assert.equal(await manager.count('dealRegistration', { id }), 1)
})

test('a line protects what lies below it; a product itself alone', async () => {
  const account = await customer()
  await registers(anna, { account, category: hardware })
  await assert.rejects(registers(ben, { account, product: server.id }), taken)
  const other = await customer()
  await registers(anna, { account: other, product: server.id })
  await registers(ben, { account: other, product: rack.id })
})

test('a customer that is typed is the same however it is spelt, and so is the project', async () => {
  await registers(anna, { customer: '远航物流（上海）有限公司', name: '仓库 一期', category: servers })
  await assert.rejects(registers(ben, { customer: '遠航物流(上海)', category: servers }), taken)
  await assert.rejects(registers(ben, { customer: '远航物流上海有限公司', name: '仓库一期', category: software }), taken)
  const account = await make(boss, 'account', { name: '远航物流(上海)有限公司' })
  await share(account)
  await assert.rejects(registers(ben, { account, category: servers }), taken)
  await assert.rejects(registers(ben, { name: '没有客户' }), { code: 'kernel.invalid' })
})

test('of two in the same second exactly one is first', async () => {
  for (const more of [{ account: await customer() }, { customer: '同时报备公司' }]) {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => registers(i % 2 ? anna : ben, { ...more, category: servers })),
    )
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const one of outcomes) if (one.status === 'rejected') assert.equal(one.reason.code, 'registrations.taken')
  }
})

test('a change does not slip past, and of several made at once the second is refused', async () => {
  const account = await customer()
  await registers(anna, { account, category: servers })
  const id = await registers(ben, { account, category: software })
  await assert.rejects(ben.change('dealRegistration', id, { category: servers }), taken)
  await assert.rejects(
    ben.create(
      'dealRegistration',
      ['一', '二'].map((name) => ({ name, customer: '一次两份', category: servers })),
    ),
    taken,
  )
})

test('by setting the second registers and is told, and learns by whom', async () => {
  const account = await customer()
  await registers(anna, { account, category: servers })
  await under({ tellsWho: true }, async () => {
    await assert.rejects(registers(ben, { account, category: servers }), (fault: { code: string; details: Record<string, unknown> }) => {
      assert.deepEqual([fault.code, fault.details.name, fault.details.until], ['registrations.taken-by', 'Anna', dayOf(ahead(90))])
      return true
    })
  })
  await under({ second: 'warn' }, async () => {
    const row = await see(await registers(ben, { account, category: servers }))
    assert.deepEqual([row.state, row.takenUntil], ['protected', dayOf(ahead(90))])
  })
})

test('a deal of somebody else is refused by every road; the own deal uses the registration up', async () => {
  const account = await customer()
  const id = await registers(anna, { account, category: servers })
  const deal = (who: TestPerson, more: object = {}) => make(who, 'opportunity', { name: `商机 ${++count}`, account, ...more })
  await assert.rejects(deal(boss, { owner: ben.id, product: server.id }), taken)
  await assert.rejects(deal(boss, { owner: ben.id, lines: [{ product: server.id, quantity: 1, price: 10 }] }), taken)
  const other = await deal(boss, { owner: ben.id, product: licence.id })
  await assert.rejects(boss.change('opportunity', other, { product: server.id }), taken)
  await boss.change('opportunity', other, { name: '改名' })
  const own = await deal(boss, { owner: anna.id, product: server.id })
  const row = await see(id)
  assert.deepEqual([row.state, idOf(row.opportunity)], ['used', own])
  await registers(ben, { account, category: servers })
})

test('a file brings no deal in for what somebody else has registered; the own one uses the registration up within the minute', async () => {
  const account = await customer()
  const id = await registers(anna, { account, category: servers })
  const bringIn = (owner: string) =>
    boss.work((work) => app.engine.writes.create(work, 'opportunity', [{ name: `导入 ${++count}`, account, owner, product: server.id }]), {
      via: 'import',
    })
  await assert.rejects(bringIn(ben.id), taken)
  await bringIn(anna.id)
  assert.equal((await see(id)).state, 'protected')
  await round()
  const row = await see(id)
  assert.deepEqual([row.state, row.opportunity !== null], ['used', true])
  // What was registered after a deal came in is not used up by it.
  const later = await registers(anna, { account, category: servers })
  await round()
  assert.equal((await see(later)).state, 'protected')
})

test('by setting a deal of somebody else is marked, or let be', async () => {
  const account = await customer()
  await registers(anna, { account, category: servers })
  const deal = async () =>
    boss.one('opportunity', await make(boss, 'opportunity', { name: `商机 ${++count}`, account, product: server.id }))
  await under({ deals: 'warn' }, async () => assert.equal((await deal()).registeredUntil, dayOf(ahead(90))))
  await under({ deals: 'allow' }, async () => assert.equal((await deal()).registeredUntil, null))
})

test('extended by what has happened since, so often and no more', async () => {
  const account = await customer(anna)
  const id = await registers(anna, { account, category: servers })
  const call = (who: TestPerson) => who.call(extend, { dealRegistration: id as never })
  await assert.rejects(call(anna), { code: 'registrations.no-progress' })
  await anna.create('followUp', [{ account, content: '报价已发' }])
  await call(anna)
  const row = await see(id)
  assert.deepEqual([row.protectedUntil, row.extensions], [dayOf(ahead(120)), 1])
  await assert.rejects(call(anna), { code: 'registrations.no-progress' })
  await assert.rejects(call(ben), { code: 'kernel.not-found' })
  await under({ mostExtensions: 1 }, async () =>
    assert.rejects(call(anna), { code: 'registrations.extended-enough', details: { most: 1 } }),
  )
})

test('before its end its owner is told once, on the day after it has ended, and then it is free', async () => {
  const account = await customer()
  const id = await registers(anna, { account, category: servers })
  const told = async () =>
    (await app.database.pool.query('SELECT kind FROM w_test.notice WHERE record_id = $1 ORDER BY at', [id])).rows.map(({ kind }) => kind)
  await round(ahead(80))
  assert.deepEqual(await told(), [])
  await round(ahead(85))
  await round(ahead(86))
  assert.deepEqual(await told(), ['registrations.ending'])
  await round(ahead(90))
  assert.equal((await see(id)).state, 'protected')
  await round(ahead(91))
  assert.equal((await see(id)).state, 'expired')
  assert.deepEqual(await told(), ['registrations.ending', 'registrations.ended'])
  await registers(ben, { account, category: servers })
})

test('what was imported is registered within the minute, and what comes second is refused', async () => {
  const rows = ['一', '二'].map((name) => ({ name, customer: '导入公司', category: servers, owner: anna.id }))
  const made = await app.system.create('dealRegistration', [rows[0]!])
  await app.database.pool.query(
    `INSERT INTO w_test.deal_registration SELECT (json_populate_record(r, json_build_object('id', gen_random_uuid(), 'state', 'requested', 'customer_key', NULL))).* FROM w_test.deal_registration r WHERE id = $1`,
    [made[0]!.id],
  )
  await app.database.pool.query(
    `INSERT INTO w_test.deal_registration_words SELECT id, search FROM w_test.deal_registration ON CONFLICT DO NOTHING`,
  )
  await round()
  const states = (await boss.list('dealRegistration', { filter: { customer: '导入公司' } })).map(({ state }) => state)
  assert.deepEqual(states.toSorted(), ['protected', 'refused'])
})

type State = 'requested' | 'protected' | 'refused' | 'withdrawn'
type Try = Readonly<{ from: State; to: State; by: string; run(id: string): Promise<unknown>; refused?: string }>
const call =
  (who: TestPerson, action: never, more: object = {}) =>
  (id: string) =>
    who.call(action, { dealRegistration: id, ...more } as never)

/** Each allowed step once, and beside it what stands in the way of those that are not. */
const table: readonly Try[] = [
  { from: 'requested', to: 'protected', by: 'his superior', run: call(manager, grantRegistration as never, { days: 10 }) },
  { from: 'requested', to: 'protected', by: 'its owner', run: call(anna, grantRegistration as never), refused: 'registrations.own' },
  { from: 'requested', to: 'protected', by: 'a colleague', run: call(ben, grantRegistration as never), refused: 'kernel.not-found' },
  { from: 'requested', to: 'refused', by: 'his superior', run: call(manager, refuseRegistration as never, { reason: '直销客户' }) },
  {
    from: 'requested',
    to: 'refused',
    by: 'his superior, without a reason',
    run: call(manager, refuseRegistration as never),
    refused: 'kernel.bad-value',
  },
  { from: 'requested', to: 'withdrawn', by: 'its owner', run: call(anna, withdraw as never) },
  { from: 'protected', to: 'withdrawn', by: 'its owner', run: call(anna, withdraw as never, { reason: '取消' }) },
  { from: 'protected', to: 'withdrawn', by: 'a colleague', run: call(ben, withdraw as never), refused: 'kernel.not-found' },
  {
    from: 'protected',
    to: 'refused',
    by: 'his superior',
    run: call(manager, refuseRegistration as never, { reason: 'x' }),
    refused: 'registrations.not-so',
  },
  {
    from: 'withdrawn',
    to: 'protected',
    by: 'an administrator',
    run: call(boss, grantRegistration as never),
    refused: 'registrations.not-so',
  },
  { from: 'withdrawn', to: 'withdrawn', by: 'its owner', run: call(anna, withdraw as never), refused: 'registrations.not-so' },
  { from: 'refused', to: 'protected', by: 'its owner, who extends', run: call(anna, extend as never), refused: 'registrations.not-so' },
  {
    from: 'requested',
    to: 'protected',
    by: 'its owner, by hand',
    run: (id) => anna.change('dealRegistration', id, { state: 'protected' }),
    refused: 'kernel.bad-value',
  },
  {
    from: 'protected',
    to: 'protected',
    by: 'its owner, who removes it',
    run: (id) => anna.remove('dealRegistration', [id]),
    refused: 'kernel.forbidden',
  },
]

for (const step of table)
  test(`${step.from} → ${step.to} by ${step.by}: ${step.refused ?? 'allowed'}`, async () => {
    let id = ''
    await under({ needsGrant: true }, async () => {
      id = await registers(anna, { customer: `状态 ${++count}`, category: servers })
    })
    assert.equal((await see(id)).state, 'requested')
    if (step.from === 'protected') await manager.call(grantRegistration, { dealRegistration: id as never })
    if (step.from === 'refused') await manager.call(refuseRegistration, { dealRegistration: id as never, reason: '直销' })
    if (step.from === 'withdrawn') await anna.call(withdraw, { dealRegistration: id as never })
    if (step.refused) await assert.rejects(step.run(id), { code: step.refused })
    else await step.run(id)
    assert.equal((await see(id)).state, step.refused ? step.from : step.to)
  })

test('an undo of a withdrawal brings back nothing that somebody else has registered meanwhile', async () => {
  const account = await customer()
  const first = await registers(anna, { account, category: servers })
  await anna.call(withdraw, { dealRegistration: first })
  const set = String((await anna.changeSets())[0]!.id)
  const second = await registers(ben, { account, category: servers })
  await assert.rejects(anna.undo(set), { code: 'registrations.taken' })
  assert.deepEqual([(await see(first)).state, (await see(second)).state], ['withdrawn', 'protected'])
  await ben.call(withdraw, { dealRegistration: second })
  await anna.undo(set)
  assert.equal((await see(first)).state, 'protected')
})
