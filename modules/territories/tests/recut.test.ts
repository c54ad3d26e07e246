import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apply, copyModel, goOnRun, place, preview, stopRun } from '../index.ts'
import { idOf, openTerritories } from './stand.ts'

const { boss, manager, anna, ben, carl, model, east, hefei, make, tick, applied, customer } = await openTerritories()

const see = (id: string) => boss.one('account', id)
const outcome = async (id: string) => {
  const { territory, territoryBy, owner } = await see(id)
  return [idOf(territory), territoryBy, idOf(owner)]
}
await applied(model)

const inHefei = await customer({ city: '合肥', province: '安徽' })
const inJiangsu = await customer({ province: '江苏', owner: carl.id })
const byHand = await customer({ city: '上海' })
const nowhere = await customer({ province: '西藏' })
await boss.call(place, { account: byHand as never, territory: east as never, reason: '总部' })
await boss.create('opportunity', [
  { name: '一期', account: inJiangsu, amount: 300, expectedOn: '2030-01-01' },
  { name: '二期', account: inJiangsu, amount: 200, expectedOn: '2030-01-01' },
])

const { copy } = await boss.call(copyModel, { territoryModel: model as never, name: '2027' })
const plan = String(copy)
const [newEast] = await boss.list('territory', { filter: { model: plan, name: '华东' } })
const [newHefei] = await boss.list('territory', { filter: { model: plan, name: '合肥' } })
const west = await make('territory', { name: '苏南', model: plan, priority: 20, filter: { province: '江苏' } })
await make('territoryMember', { territory: west, person: carl.id, role: 'lead' })
const runOf = async (task: string) => (await boss.list('territoryRun', { filter: { model: plan, task } }))[0]!
const previewed = async () => {
  await boss.call(preview, { territoryModel: plan as never })
  await tick()
  const run = await runOf('preview')
  return { run, rows: await boss.list('territoryPlace', { filter: { run: run.id } }) }
}

test('a copy has the territories, the tree and the people, and opens nothing', async () => {
  assert.equal(idOf(newHefei!.parent), newEast!.id)
  assert.equal(await boss.count('territoryMember', { 'territory.model': plan }), 3)
  assert.equal(await ben.count('territory', { name: '合肥' }), 1)
})

test('a preview says where each customer would lie, whose it would be, what hangs on it and what to look at; it changes no customer', async () => {
  await boss.change('territoryModel', plan, { owners: 'unowned' })
  const { run, rows } = await previewed()
  const of = (id: string) => rows.find(({ account }) => idOf(account) === id)!
  const south = of(inJiangsu)
  assert.deepEqual([idOf(south.before), idOf(south.after), south.isMoved], [east, west, true])
  assert.deepEqual([south.openDeals, (south.pipeline as { amount: number }).amount], [2, 500])
  assert.deepEqual(of(inHefei).exceptions, ['several'])
  assert.deepEqual([of(inHefei).isMoved, idOf(of(inHefei).ownerAfter)], [false, anna.id])
  assert.deepEqual(of(nowhere).exceptions, ['none'])
  assert.deepEqual(of(byHand).exceptions, ['byHand'])
  assert.deepEqual([run.state, run.looked, run.moved], ['done', 4, 1])
  assert.equal(idOf((await see(inJiangsu)).territory), east)
  const sums = await boss.aggregate({ object: 'territoryPlace', by: ['after'], measures: { n: 'count' }, filter: { run: run.id } } as never)
  assert.equal(sums.length, 4)
})

test('another preview takes the place of the one before; reps and managers know of neither', async () => {
  await boss.change('territoryModel', plan, { keepsHand: false })
  const { rows } = await previewed()
  assert.deepEqual(rows.find(({ account }) => idOf(account) === byHand)!.exceptions, ['none', 'handLost'])
  assert.equal(await boss.count('territoryRun', { task: 'preview' }), 1)
  for (const person of [anna, manager]) {
    for (const object of ['territoryModel', 'territoryRun', 'territoryPlace'])
      await assert.rejects(person.list(object), { code: 'kernel.forbidden' })
    await assert.rejects(person.call(preview, { territoryModel: plan as never }), { code: 'kernel.not-found' })
    await assert.rejects(person.call(apply, { territoryModel: plan as never, on: null as never }), { code: 'kernel.not-found' })
  }
})

test('a re-cut waits for its day and may be called off', async () => {
  await boss.call(apply, { territoryModel: plan as never, on: '2099-01-01' })
  await assert.rejects(boss.call(apply, { territoryModel: plan as never, on: '2099-01-01' }), { code: 'territories.running' })
  await tick()
  const run = await runOf('recut')
  assert.equal(run.state, 'waiting')
  await boss.call(stopRun, { territoryRun: run.id as never })
  await assert.rejects(boss.call(stopRun, { territoryRun: run.id as never }), { code: 'territories.run-over' })
  await boss.remove('territoryRun', [String(run.id)])
  await assert.rejects(boss.call(apply, { territoryModel: plan as never, on: '2020-01-01' }), { code: 'territories.in-past' })
})

test('applied, the plan holds, people reach what is theirs by it, and the model before stays to be read; one undo takes all of it back', async () => {
  await boss.change('territoryModel', plan, { keepsHand: true })
  await applied(plan)
  assert.deepEqual(await outcome(inHefei), [newHefei!.id, 'rule', anna.id])
  assert.deepEqual(await outcome(inJiangsu), [west, 'rule', carl.id])
  assert.deepEqual(await outcome(byHand), [newEast!.id, 'hand', anna.id])
  assert.equal((await boss.one('territoryModel', model)).state, 'past')
  assert.equal(await boss.count('territory', { model }), 3)
  assert.equal((await ben.one('account', inHefei)).id, inHefei)
  assert.equal(await ben.count('territory', { id: hefei }), 0)
  const run = await runOf('recut')
  assert.equal(run.state, 'done')
  await assert.rejects(boss.call(apply, { territoryModel: plan as never, on: null as never }), { code: 'territories.no-plan' })
  await boss.undo(String(run.changeSet))
  assert.deepEqual(await outcome(inHefei), [hefei, 'rule', null])
  assert.deepEqual(await outcome(byHand), [east, 'hand', null])
  const states = await Promise.all([model, plan].map(async (id) => (await boss.one('territoryModel', id)).state))
  assert.deepEqual(states, ['active', 'plan'])
  assert.equal(await ben.count('territory', { id: hefei }), 1)
  await tick()
  assert.equal((await boss.one('territoryModel', plan)).state, 'plan')
})

test('a run that was stopped goes on where it was', async () => {
  await boss.call(apply, { territoryModel: plan as never })
  const [run] = await boss.list('territoryRun', { filter: { model: plan, task: 'recut', state: 'waiting' } })
  await boss.call(stopRun, { territoryRun: run!.id as never })
  await tick()
  assert.equal((await boss.one('territoryModel', plan)).state, 'plan')
  await boss.call(goOnRun, { territoryRun: run!.id as never })
  await tick()
  assert.equal((await boss.one('territoryModel', plan)).state, 'active')
})
