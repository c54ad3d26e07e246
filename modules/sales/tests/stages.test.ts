import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { advance, lose, reopen, win } from '#modules/sales'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
const rep = await app.as('rep')
const manager = await app.as('administrator')

async function openDeal(more: Record<string, unknown> = {}) {
  const [customer] = await rep.create('account', [{ name: '华瑞物流' }])
  const [deal] = await rep.create('opportunity', [{ name: '杭州仓', account: customer!.id, amount: 480_000, ...more }])
  return deal!
}
const faultOf = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => assert.fail('went through'),
    (fault: { code: string; details: Record<string, unknown> }) => fault,
  )
  return { code: error.code, details: error.details }
}

test('a fresh workspace has one pipeline with nine stages in three languages', async () => {
  const stages = await rep.list('pipelineStage', { sort: ['position'] })
  assert.deepEqual(
    stages.map((stage) => [stage.key, stage.probability, stage.kind]),
    [
      ['contact', 10, 'open'],
      ['evaluation', 20, 'open'],
      ['analysis', 30, 'open'],
      ['solution', 50, 'open'],
      ['tender', 60, 'open'],
      ['negotiation', 80, 'open'],
      ['signing', 90, 'open'],
      ['won', 100, 'won'],
      ['lost', 0, 'lost'],
    ],
  )
  assert.deepEqual([stages[5]!.name, stages[5]!.labelZhTw, stages[5]!.labelEn], ['商务谈判', '商務談判', 'Negotiation'])
})

test('a new deal stands in the first stage with its probability, value and pipeline', async () => {
  const deal = await openDeal()
  assert.deepEqual([deal.stage, deal.probability, deal.outcome, deal.foundOn], ['contact', 10, 'open', '2030-05-20'])
  assert.deepEqual(deal.expectedValue, { amount: 48_000, currency: 'CNY' })
  assert.equal((deal.pipeline as { title: string }).title, '标准销售流程')
})

test('advance goes to the next stage or to the one named', async () => {
  const deal = await openDeal()
  assert.equal((await rep.call(advance, { opportunity: deal.id })).stage, 'evaluation')
  assert.equal((await rep.call(advance, { opportunity: deal.id, stage: 'negotiation' })).stage, 'negotiation')
  const now = await rep.one('opportunity', deal.id as string)
  assert.deepEqual([now.stage, now.probability], ['negotiation', 80])
})

test('the gate of signing names everything that is missing', async () => {
  const [deal] = await rep.create('opportunity', [{ name: '只有主题' }])
  assert.deepEqual(await faultOf(rep.call(advance, { opportunity: deal!.id, stage: 'signing' })), {
    code: 'sales.gate-not-met',
    details: { stage: 'signing', missing: ['account', 'amount'] },
  })
  assert.equal((await faultOf(rep.call(win, { opportunity: deal!.id }))).code, 'sales.gate-not-met')
})

test('a gate holds on every road that moves a deal, and a deal that comes in states where it stands', async () => {
  const [deal] = await rep.create('opportunity', [{ name: '只有主题' }])
  const id = deal!.id as string
  const issuesOf = (run: Promise<unknown>) =>
    run.then(
      () => assert.fail('went through'),
      (fault: { code: string; issues: readonly { path: string; code: string }[] }) => [
        fault.code,
        ...fault.issues.map(({ path, code }) => `${path} ${code}`),
      ],
    )
  const missing = ['kernel.invalid', 'account sales.gate-not-met', 'amount sales.gate-not-met']
  assert.deepEqual(await issuesOf(rep.change('opportunity', id, { stage: 'signing' })), missing)
  assert.deepEqual(await issuesOf(rep.change('opportunity', id, { stage: 'won' })), missing)
  assert.deepEqual(await issuesOf(rep.change('opportunity', id, { stage: 'signing', amount: 0 })), missing)
  assert.equal((await rep.one('opportunity', id)).stage, 'contact')
  const [customer] = await rep.create('account', [{ name: '补齐的客户' }])
  const moved = await rep.change('opportunity', id, { stage: 'signing', account: customer!.id, lines: [{ quantity: 1, price: 300 }] })
  assert.deepEqual([moved.stage, (moved.amount as { amount: number }).amount], ['signing', 300])
  await rep.change('opportunity', id, { account: null })
  assert.equal((await rep.change('opportunity', id, { need: '仍可编辑' })).stage, 'signing')
  const [arrived] = await rep.create('opportunity', [{ name: '旧系统的成交', stage: 'won', closedOn: '2029-12-31', foundOn: '2029-01-01' }])
  assert.deepEqual([arrived!.stage, arrived!.account], ['won', null])
})

test('advance does not close, does not go beyond the end, and knows the stages', async () => {
  const deal = await openDeal({ stage: 'signing' })
  assert.equal((await faultOf(rep.call(advance, { opportunity: deal.id }))).code, 'sales.no-next-stage')
  assert.equal((await faultOf(rep.call(advance, { opportunity: deal.id, stage: 'won' }))).code, 'sales.stage-closes')
  assert.equal((await faultOf(rep.call(advance, { opportunity: deal.id, stage: 'nirvana' }))).code, 'sales.unknown-stage')
})

test('winning and losing date the deal; a closed one cannot be closed again', async () => {
  const won = await openDeal()
  assert.deepEqual(await rep.call(win, { opportunity: won.id }), { opportunity: won.id, stage: 'won', closedOn: '2030-05-20' })
  assert.equal((await faultOf(rep.call(lose, { opportunity: won.id, reason: 'x' }))).code, 'sales.opportunity-closed')
  const lost = await openDeal({ stage: 'tender', foundOn: '2030-01-01' })
  await rep.call(lose, { opportunity: lost.id, reason: '价格', winBackOn: '2030-09-01', closedOn: '2030-05-01' })
  const row = await rep.one('opportunity', lost.id as string)
  assert.deepEqual(
    [row.outcome, row.closedOn, row.lossReason, row.lastOpenStage, row.probability],
    ['lost', '2030-05-01', '价格', 'tender', 0],
  )
})

test('reopening returns to the stage where it died; a won deal needs more than a rep', async () => {
  const lost = await openDeal({ stage: 'tender' })
  await rep.call(lose, { opportunity: lost.id, reason: '价格' })
  assert.equal((await rep.call(reopen, { opportunity: lost.id })).stage, 'tender')
  const row = await rep.one('opportunity', lost.id as string)
  assert.deepEqual([row.closedOn, row.probability, row.reopenings], [null, 60, 1])
  assert.equal((await faultOf(rep.call(reopen, { opportunity: lost.id }))).code, 'sales.opportunity-open')
  const won = await openDeal()
  await rep.call(win, { opportunity: won.id })
  assert.equal((await faultOf(rep.call(reopen, { opportunity: won.id }))).code, 'sales.reopen-won-needs-manager')
  assert.equal((await manager.call(reopen, { opportunity: won.id })).stage, 'contact')
})

test('two clicks on win at once win once', async () => {
  const deal = await openDeal()
  const both = await Promise.allSettled([rep.call(win, { opportunity: deal.id }), rep.call(win, { opportunity: deal.id })])
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
})

test('lines make the amount, and the customer shows what is open', async () => {
  const [item] = await manager.create('product', [{ name: 'C60', code: 'C60', price: 2600, cost: 1900 }])
  const [customer] = await rep.create('account', [{ name: '拓海供应链' }])
  const lines = [
    { product: item!.id, quantity: 120, price: 2600, discount: 10 },
    { description: '实施', quantity: 5, price: 2400 },
  ]
  const [deal] = await rep.create('opportunity', [{ name: '终端', account: customer!.id, lines }])
  assert.deepEqual(deal!.amount, { amount: 292_800, currency: 'CNY' })
  await rep.create('opportunity', [
    { name: '二期', account: customer!.id, amount: 100_000 },
    { name: '旧单', account: customer!.id, amount: 7, stage: 'lost' },
  ])
  const row = await rep.one('account', customer!.id as string)
  assert.deepEqual([row.openOpportunities, row.openAmount], [2, { amount: 392_800, currency: 'CNY' }])
})

test('stages keep key and kind; names, order and probability may change', async () => {
  const [stage] = await manager.list('pipelineStage', { filter: { key: 'tender' } })
  await assert.rejects(manager.change('pipelineStage', stage!.id as string, { key: 'bid' }), /sales.stage-key-is-fixed/)
  await assert.rejects(manager.change('pipelineStage', stage!.id as string, { kind: 'won' }), /sales.stage-kind-is-fixed/)
  await assert.rejects(rep.change('pipelineStage', stage!.id as string, { name: 'x' }), /kernel.forbidden/)
  await manager.change('pipelineStage', stage!.id as string, { probability: 65 })
  assert.equal((await openDeal({ stage: 'tender' })).probability, 65)
})

test('a stage of the workspace may be entered like the declared ones', async () => {
  const [flow] = await manager.list('pipeline')
  await manager.create('pipelineStage', [{ pipeline: flow!.id, key: 'pilot', name: '试点', position: 45, probability: 55, kind: 'open' }])
  const deal = await openDeal({ stage: 'pilot' })
  assert.deepEqual([deal.stage, deal.probability], ['pilot', 55])
  assert.equal((await rep.call(advance, { opportunity: deal.id })).stage, 'tender')
})
