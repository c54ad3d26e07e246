import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound, system } from '#kernel'
import { addDays, dayOf } from '#kernel/model'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { measurePace, opportunity } from '#modules/sales'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN' })
const boss = await app.as('administrator')
const rep = await app.as('rep')
const [customer] = await rep.create('account', [{ name: '华瑞物流' }])
/** So many days before today, in the workspace's zone. */
const ago = (days: number) => addDays(dayOf(new Date(), app.workspace.timeZone), -days)
const at = (day: string) => new Date(`${day}T03:00:00Z`)
/** What somebody else wrote on a day. */
const on = <T>(day: string, run: Parameters<typeof app.engine.work<T>>[2]) =>
  app.engine.work({ workspace: app.workspace, actor: system('test') }, { via: 'api', now: at(day) }, run)
const found = (day: string, more: object = {}) =>
  on(day, async (work) => {
    const [made] = await work.create(opportunity, [
      { name: `项目 ${day}`, account: customer!.id as never, amount: 10_000 as never, owner: rep.id as never, ...more },
    ])
    return String(made!.id)
  })
const moved = (day: string, id: string, stage: string) =>
  on(day, (work) =>
    work.change(opportunity, id, { stage: stage as never, ...(stage === 'lost' ? { lossKind: 'price', lostToNobody: true } : {}) }),
  )
const stage = async (key: string) => (await boss.list('pipelineStage', { filter: { key } }))[0]!
const see = (id: string) => rep.one('opportunity', id)

test('a deal that stands longer than its stage allows is stuck, from that day on, in the list and in the ready view', async () => {
  await boss.change('pipelineStage', String((await stage('contact')).id), { limitDays: 10 })
  const [old, young] = [await found(ago(19)), await found(ago(5))]
  const [one, two] = [await see(old), await see(young)]
  assert.deepEqual([one.daysInStage, one.stuckFrom, one.warning], [19, ago(8), 'stuck'])
  assert.deepEqual([two.daysInStage, two.stuckFrom, two.warning], [5, ago(-6), 'noNextStep'])
  const stuck = { outcome: 'open', stuckFrom: { lte: 'today' } }
  assert.deepEqual(
    (await rep.list('opportunity', { filter: stuck })).map(({ id }) => id),
    [old],
  )
  await boss.change('pipelineStage', String((await stage('contact')).id), { limitDays: 30 })
  assert.deepEqual([(await see(old)).stuckFrom, (await see(old)).warning], [ago(-12), 'noNextStep'])
})

test('going back keeps the days already spent, and what is closed is not stuck', async () => {
  const id = await found(ago(49))
  await moved(ago(39), id, 'evaluation')
  await moved(ago(19), id, 'contact')
  const back = await see(id)
  assert.deepEqual([back.daysInStage, back.stuckFrom], [29, ago(-2)])
  assert.deepEqual(back.stageStays, { contact: 10, evaluation: 20 })
  await moved(ago(2), id, 'lost')
  const lost = await see(id)
  assert.deepEqual([lost.stageStays, lost.stuckFrom, lost.daysInStage, lost.warning], [{ contact: 27, evaluation: 20 }, null, null, null])
})

test('without a limit three of four won deals say how long is usual, from twenty of them on', async () => {
  await boss.change('pipelineStage', String((await stage('contact')).id), { limitDays: null })
  const days = [ago(101), ago(94), ago(87), ago(50)]
  const win = async (i: number) => {
    const id = await found(ago(108))
    await moved(days[i % 4]!, id, 'negotiation')
    await moved(ago(48), id, 'won')
  }
  for (let i = 0; i < 19; i += 1) await win(i)
  const measure = (day: string) => runRound(app.engine, app.workspace, measurePace, { now: at(day) })
  await measure(ago(1))
  assert.deepEqual([(await stage('contact')).usualDays, (await stage('contact')).restDays], [null, null])
  await win(19)
  await measure(ago(1))
  assert.equal((await stage('contact')).usualDays, null)
  await measure(ago(0))
  const row = await stage('contact')
  assert.deepEqual([row.countedDeals, row.usualDays, row.restDays], [20, 21, 60])
  const id = await found(ago(30))
  const deal = await see(id)
  assert.deepEqual([deal.stuckFrom, deal.warning, deal.likelyOn], [ago(8), 'stuck', ago(-30)])
})

test('every stage of a fresh workspace says what to do there', async () => {
  const stages = await rep.list('pipelineStage', { filter: { kind: 'open' } })
  assert.equal(
    stages.every(({ advice }) => String(advice ?? '').length > 10),
    true,
  )
})
