import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { followRules, memberDays, place, placeAll } from '../index.ts'
import { idOf, openTerritories } from './stand.ts'

const { app, boss, manager, anna, ben, carl, model, east, hefei, make, tick, applied, customer } = await openTerritories()

const see = (id: string) => boss.one('account', id)
const before = await customer({ province: '江苏' })

test('a plan holds nobody and opens nothing; applied it places all customers, by the first rule that means them', async () => {
  const inHefei = await customer({ province: '安徽', city: '合肥' })
  assert.equal((await see(inHefei)).territory, null)
  assert.equal(await anna.count('territory', { name: '华东' }), 0)
  await applied(model)
  assert.equal((await boss.one('territoryModel', model)).state, 'active')
  assert.deepEqual([idOf((await see(before)).territory), (await see(before)).territoryBy], [east, 'rule'])
  assert.deepEqual([idOf((await see(inHefei)).territory), (await see(inHefei)).territoryWhy], [hefei, { city: '合肥' }])
  const [run] = await boss.list('territoryRun')
  assert.deepEqual([run!.state, run!.looked, run!.moved], ['done', 2, 2])
})

test('members read the customers of their territory and of those below it, and what hangs on them; others do not', async () => {
  const id = await customer({ city: '合肥', province: '安徽' })
  await boss.create('contact', [{ name: '赵启明', account: id }])
  for (const person of [anna, ben]) {
    assert.equal((await person.one('account', id)).id, id)
    assert.equal(await person.count('contact', { account: id }), 1)
  }
  await assert.rejects(carl.one('account', id), { code: 'kernel.not-found' })
  const elsewhere = await customer({ province: '江苏' })
  await assert.rejects(ben.one('account', elsewhere), { code: 'kernel.not-found' })
})

test('a member who may write changes the customers, and neither removes them nor changes the territory or its people', async () => {
  const id = await customer({ city: '合肥' })
  await ben.change('account', id, { remark: '走访' })
  await assert.rejects(anna.change('account', id, { remark: '走访' }), { code: 'kernel.forbidden' })
  await assert.rejects(ben.remove('account', [id]))
  await assert.rejects(ben.change('account', id, { territory: east }), { code: 'kernel.bad-value' })
  await assert.rejects(ben.change('territory', hefei, { name: '我的' }), { code: 'kernel.forbidden' })
  await assert.rejects(ben.create('territoryMember', [{ territory: hefei, person: carl.id }]), { code: 'kernel.forbidden' })
  await assert.rejects(ben.create('territory', [{ name: '新', model }]), { code: 'kernel.forbidden' })
  await assert.rejects(manager.create('territory', [{ name: '新', model }]), { code: 'kernel.forbidden' })
})

test('a customer that moves house moves along', async () => {
  const id = await customer({ city: '合肥' })
  await boss.change('account', id, { city: '南京', province: '江苏' })
  assert.equal(idOf((await see(id)).territory), east)
  await assert.rejects(ben.one('account', id), { code: 'kernel.not-found' })
  await boss.change('account', id, { city: null, province: '西藏' })
  assert.deepEqual([(await see(id)).territory, (await see(id)).territoryBy], [null, null])
})

test('placed by hand it stays, until somebody lets the rules speak again; a rep does neither', async () => {
  const id = await customer({ city: '合肥' })
  await assert.rejects(ben.call(place, { account: id as never, territory: hefei as never }), { code: 'territories.not-yours' })
  await assert.rejects(manager.call(place, { account: id as never, territory: east as never }), { code: 'kernel.not-found' })
  await boss.call(place, { account: id as never, territory: east as never, reason: '总部客户' })
  await boss.change('account', id, { district: '蜀山' })
  const row = await see(id)
  assert.deepEqual([idOf(row.territory), row.territoryBy, row.territoryNote], [east, 'hand', '总部客户'])
  await boss.call(followRules, { account: id as never })
  const freed = await see(id)
  assert.deepEqual([idOf(freed.territory), freed.territoryBy, freed.territoryNote], [hefei, 'rule', null])
})

test('what a rule asks for beyond the usual is placed by the next run, and a rule that cannot be asked is refused at once', async () => {
  const id = await customer({ city: '广州' })
  const phones = await make('territory', { name: '有传真', model, priority: 5, filter: { fax: { empty: false } } })
  await app.system.change('account', id, { fax: '020 1234 5678' })
  assert.equal((await see(id)).territory, null)
  await boss.call(placeAll, { territoryModel: model as never })
  await assert.rejects(boss.call(placeAll, { territoryModel: model as never }), { code: 'territories.running' })
  await tick()
  assert.equal(idOf((await see(id)).territory), phones)
  await assert.rejects(make('territory', { name: 'x', model, filter: { nothing: 1 } }), { code: 'kernel.unknown-field' })
})

test('membership begins and ends with its days', async () => {
  const id = await customer({ city: '合肥' })
  const ahead = (days: number) => new Date(Date.now() + days * 86_400_000)
  const dayOf = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: app.workspace.timeZone }).format(at)
  const member = await make('territoryMember', { territory: hefei, person: carl.id, fromOn: dayOf(ahead(2)), untilOn: dayOf(ahead(3)) })
  await assert.rejects(carl.one('account', id), { code: 'kernel.not-found' })
  await runRound(app.engine, app.workspace, memberDays, { now: ahead(2) })
  assert.equal((await carl.one('account', id)).id, id)
  await runRound(app.engine, app.workspace, memberDays, { now: ahead(4) })
  await assert.rejects(carl.one('account', id), { code: 'kernel.not-found' })
  assert.equal((await boss.one('territoryMember', member)).inForce, false)
})

test('service has territories of its own beside those of sales', async () => {
  const service = await make('territoryModel', { name: '服务 2026', kind: 'service' })
  const south = await make('territory', { name: '上门', model: service, filter: { city: '合肥' } })
  await boss.create('territoryMember', [{ territory: south, person: carl.id }])
  await applied(service)
  const id = await customer({ city: '合肥' })
  const row = await see(id)
  assert.deepEqual([idOf(row.territory), idOf(row.serviceTerritory)], [hefei, south])
  assert.equal((await carl.one('account', id)).id, id)
  assert.equal((await boss.one('territoryModel', model)).state, 'active')
})
