import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { advance, dealFromFollowUp } from '#modules/sales'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
const boss = await app.as('administrator')
const rep = await app.as('rep')
const stranger = await app.as('rep', { name: 'Stranger' })

type Row = Record<string, unknown>
const idOf = (value: unknown): string => String((value as { id: string }).id)
const make = async (object: string, row: Row) => idOf((await rep.create(object, [row]))[0])
const customer = await make('account', { name: '华瑞物流', industry: 'logistics' })
const person = await make('contact', { name: '赵启明', account: customer })
const [terminal] = await boss.create('product', [{ name: '手持终端', price: 3_000 }])
const heard = (more: Row = {}) =>
  make('followUp', {
    content: '说仓库要换终端，年底前',
    account: customer,
    contact: person,
    need: '更换终端 50 台',
    needProduct: terminal!.id,
    ...more,
  })

test('a deal comes of a follow-up in one step, once, and both stay linked', async () => {
  const id = await heard()
  const both = await Promise.allSettled([1, 2].map(() => rep.call(dealFromFollowUp, { followUp: id, amount: 150_000 } as never)))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const deal = idOf((await rep.list('opportunity', { filter: { fromFollowUp: id } } as never))[0])
  const row = await rep.one('opportunity', deal)
  assert.deepEqual(
    [row.name, idOf(row.account), idOf(row.contact), row.need, idOf(row.product), row.amount, idOf(row.fromFollowUp)],
    ['更换终端 50 台', customer, person, '更换终端 50 台', terminal!.id, { amount: 150_000, currency: 'CNY' }, id],
  )
  assert.equal(idOf((await rep.one('followUp', id)).opportunity), deal)
  await assert.rejects(rep.call(dealFromFollowUp, { followUp: id } as never), (fault: { code: string; details: Row }) => {
    assert.deepEqual([fault.code, fault.details.opportunity], ['sales.deal-of-follow-up', deal])
    return true
  })
  await assert.rejects(stranger.call(dealFromFollowUp, { followUp: await heard() } as never), { code: 'kernel.not-found' })
})

test('needs are heard in follow-ups and counted by product and industry, with the deals that came of them', async () => {
  await heard({ need: null, needProduct: null })
  const counted = await boss.aggregate({
    object: 'followUp',
    by: ['needProduct', 'account.industry'],
    measures: { n: 'count', deals: { count: 'id', filter: { opportunity: { empty: false } } } },
    filter: { need: { empty: false } },
  } as never)
  assert.deepEqual(
    counted.map((row: Row) => [idOf(row.needProduct), row.n, row.deals]),
    [[terminal!.id, 2, 1]],
  )
})

test('what the customer requires and how we meet it stand at the deal', async () => {
  const deal = await make('opportunity', { name: '终端更新', account: customer, need: '冷库可用', solution: 'C60F 冷库终端', fit: 'full' })
  const row = await rep.one('opportunity', deal)
  assert.deepEqual([row.need, row.solution, row.fit], ['冷库可用', 'C60F 冷库终端', 'full'])
  const [found] = await rep.list('opportunity', { filter: { solution: { contains: '冷库' }, fit: 'full' } } as never)
  assert.equal(found!.id, deal)
})

test('schedule, plan of tasks and what was done are at the deal, and its stages are in its history', async () => {
  const deal = await make('opportunity', { name: '二期', account: customer })
  await rep.create('task', [
    { subject: '准备方案', dueOn: '2030-05-25', opportunity: deal },
    { subject: '现场演示', dueOn: '2030-06-02', opportunity: deal },
  ])
  await make('followUp', { content: '确认了预算', opportunity: deal, happenedAt: '2030-05-19T02:00:00Z' })
  await rep.call(advance, { opportunity: deal } as never)
  const [tasks, told] = [
    await rep.list('task', { filter: { opportunity: deal }, sort: ['dueOn'] } as never),
    await rep.list('followUp', { filter: { opportunity: deal } } as never),
  ]
  assert.deepEqual(
    [tasks.map(({ subject }: Row) => subject), told.map(({ content }: Row) => content)],
    [['准备方案', '现场演示'], ['确认了预算']],
  )
  const row = await rep.one('opportunity', deal)
  assert.deepEqual([row.stage, Object.keys(row.stageStays as Row)], ['evaluation', ['contact']])
  assert.equal(await stranger.count('task', { opportunity: deal }), 0)
})

test('a market opportunity has no customer yet: where it was heard of and what is needed stand on it until one is known', async () => {
  const deal = await make('opportunity', { name: '园区招商', source: 'other', informant: '行业协会', need: '园区统一仓储' })
  const market = { outcome: 'open', account: { empty: true } }
  assert.deepEqual((await rep.list('opportunity', { filter: market } as never)).map(idOf), [deal])
  await rep.change('opportunity', deal, { account: customer })
  assert.equal(await rep.count('opportunity', market), 0)
})
