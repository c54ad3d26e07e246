import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { advance, lose, releaseFigures, reopen, win } from '#modules/sales'
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

test('a gate holds on every road that moves a deal, and for a deal that is made beyond it', async () => {
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
  const made = (row: Record<string, unknown>, who = rep) =>
    issuesOf(who.create('opportunity', [{ name: '直接成交', ...row }])).then(([, ...issues]) => issues.map((one) => one.replace('0.', '')))
  assert.deepEqual(await made({ stage: 'won', closedOn: '2029-12-31', foundOn: '2029-01-01' }), missing.slice(1))
  assert.deepEqual(await made({ stage: 'won' }, manager), missing.slice(1))
  assert.deepEqual(await made({ stage: 'signing', account: customer!.id }), missing.slice(2))
  assert.deepEqual(await made({ stage: 'lost' }), ['lossKind sales.lost-why', 'lostTo sales.lost-to-whom'])
  assert.deepEqual(await made({ stage: 'lost', lossKind: 'other', lostToNobody: true }), ['lossReason sales.lost-why'])
  const [known] = await rep.create('opportunity', [{ name: '补录', account: customer!.id, amount: 5, stage: 'won' }])
  assert.deepEqual([known!.outcome, known!.isMigrated], ['won', false])
  const [before] = await app.system.create('opportunity', [
    { name: '程序写入', stage: 'won', closedOn: '2029-12-31', foundOn: '2029-01-01' },
  ])
  assert.deepEqual([before!.stage, before!.account, before!.isMigrated], ['won', null, false])
})

test('a deal is lost with a kind of reason and to somebody or nobody, on every road', async () => {
  const deal = await openDeal()
  const id = deal.id as string
  const codes = (run: Promise<unknown>) =>
    run.then(
      () => assert.fail('went through'),
      (fault: { code: string; issues: readonly { path: string; code: string }[] }) =>
        fault.issues.length > 0 ? fault.issues.map(({ path, code }) => `${path} ${code}`) : [fault.code],
    )
  const asked = ['lossKind sales.lost-why', 'lostTo sales.lost-to-whom']
  assert.deepEqual(await codes(rep.change('opportunity', id, { stage: 'lost' })), asked)
  assert.deepEqual(await codes(rep.change('opportunity', id, { stage: 'lost', lossReason: '太贵' })), asked)
  const bulk = (to: Record<string, unknown>) =>
    rep.work((work) => app.engine.writes.changeWhere(work, 'opportunity', { filter: { id }, to, expect: 1 }))
  assert.deepEqual(await codes(bulk({ stage: 'lost' })), asked)
  assert.deepEqual(await codes(rep.call(lose, { opportunity: id, kind: 'price' })), ['sales.lost-to-whom'])
  assert.deepEqual(await codes(rep.call(lose, { opportunity: id, kind: 'other', lostToNobody: true })), ['sales.lost-why'])
  assert.equal((await rep.one('opportunity', id)).outcome, 'open')
  await bulk({ stage: 'lost', lossKind: 'budget', lostToNobody: true })
  assert.deepEqual(await codes(rep.change('opportunity', id, { stage: 'won' })), ['stage sales.opportunity-closed'])
  const found = sales.reports.find(({ name }) => name === 'sales.losses')!
  const kinds = await manager.aggregate({ object: 'opportunity', ...found.tiles[0]!.ask, filter: { outcome: 'lost', id } } as never)
  assert.deepEqual(
    kinds.map(({ lossKind, n }) => [lossKind, n]),
    [['budget', 1]],
  )
})

test('a won deal is opened again by a manager alone, on every road, and never ends otherwise in one step', async () => {
  const deal = await openDeal()
  const id = deal.id as string
  await rep.call(win, { opportunity: id })
  const refused = { code: 'sales.reopen-won-needs-manager' }
  await assert.rejects(rep.change('opportunity', id, { stage: 'contact' }), refused)
  await assert.rejects(rep.call(reopen, { opportunity: id }), refused)
  await assert.rejects(
    rep.work((work) => app.engine.writes.changeWhere(work, 'opportunity', { filter: { id }, to: { stage: 'contact' }, expect: 1 })),
    refused,
  )
  const lost = { stage: 'lost', lossKind: 'price', lostToNobody: true }
  await assert.rejects(manager.change('opportunity', id, lost), { code: 'kernel.invalid' })
  assert.equal((await rep.one('opportunity', id)).outcome, 'won')
  assert.equal((await manager.change('opportunity', id, { stage: 'negotiation' })).outcome, 'open')
  await rep.change('opportunity', id, lost)
  assert.equal((await rep.change('opportunity', id, { stage: 'tender' })).outcome, 'open')
})

test('amount, lines and closing day of a won deal stay, until a manager releases them once with a reason', async () => {
  const deal = await openDeal({ foundOn: '2030-01-01', lines: [{ quantity: 1, price: 300 }], amount: null, amountFromLines: true })
  const id = deal.id as string
  await rep.call(win, { opportunity: id })
  const frozen = async (to: Record<string, unknown>, who = rep) =>
    assert.deepEqual(
      await who.change('opportunity', id, to).then(
        () => assert.fail('went through'),
        (fault: { issues: readonly { path: string; code: string }[] }) => [...new Set(fault.issues.map(({ code }) => code))],
      ),
      ['sales.won-frozen'],
    )
  await frozen({ amount: 99_999 })
  await frozen({ closedOn: '2030-01-05' })
  await frozen({ lines: [{ quantity: 9, price: 300 }] })
  await frozen({ amount: 1 }, manager)
  await rep.change('opportunity', id, { need: '仍可编辑' })
  await assert.rejects(rep.call(releaseFigures, { opportunity: id, reason: '漏计' }), { code: 'kernel.forbidden' })
  await manager.call(releaseFigures, { opportunity: id, reason: '漏计一行' })
  const set = await rep.change('opportunity', id, { lines: [{ quantity: 2, price: 300 }], closedOn: '2030-05-10' })
  assert.deepEqual([(set.amount as { amount: number }).amount, set.closedOn, set.figuresReleased], [600, '2030-05-10', false])
  assert.equal(set.figuresReason, '漏计一行')
  await frozen({ amount: 700 })
})

test('what a deal waits for is marked: no next step, one that is past, a day put off three times', async () => {
  const deal = await openDeal({ expectedOn: '2030-06-01' })
  const id = deal.id as string
  const warning = async () => (await rep.one('opportunity', id)).warning
  assert.equal(await warning(), 'noNextStep')
  const [step] = await rep.create('task', [{ subject: '回访', opportunity: id, dueOn: '2020-01-02' }])
  assert.equal(await warning(), 'latePlan')
  assert.equal(await rep.count('opportunity', { id, nextStepOn: { lt: 'today' } }), 1)
  await rep.change('task', String(step!.id), { dueOn: '2099-01-01' })
  assert.equal(await warning(), null)
  for (const expectedOn of ['2030-07-01', '2030-06-15', '2030-08-01']) await rep.change('opportunity', id, { expectedOn })
  assert.deepEqual([(await rep.one('opportunity', id)).pushes, await warning()], [2, null])
  await rep.change('opportunity', id, { expectedOn: '2030-09-01' })
  assert.equal(await warning(), 'pushed')
  assert.equal(await rep.count('opportunity', { id, outcome: 'open', pushes: { gte: 3 } }), 1)
})

test('a stage asks for lines or words, and winning makes the task that the pipeline says', async () => {
  const [flow] = await manager.create('pipeline', [{ name: '软件', wonTask: 'handOff', wonTaskDays: 5 }])
  const stage = (key: string, more: Record<string, unknown>) => ({ pipeline: flow!.id, key, name: key, probability: 10, ...more })
  await manager.create('pipelineStage', [
    stage('idea', { position: 1 }),
    stage('sold', { position: 2, kind: 'won', needs: ['amount', 'linesOrNote'] }),
  ])
  const deal = await openDeal({ pipeline: flow!.id })
  const id = deal.id as string
  assert.equal(deal.stage, 'idea')
  const refused = await faultOf(rep.call(win, { opportunity: id }))
  assert.deepEqual([refused.code, refused.details.missing], ['sales.gate-not-met', ['linesOrNote']])
  assert.equal((await faultOf(rep.change('opportunity', id, { stage: 'sold' }))).code, 'sales.gate-not-met')
  assert.equal((await faultOf(rep.create('opportunity', [{ name: 'x', amount: 1, stage: 'sold' }]))).code, 'sales.gate-not-met')
  await rep.change('opportunity', id, { need: '两套' })
  await rep.call(win, { opportunity: id })
  const tasks = await rep.list('task', { filter: { opportunity: id } })
  assert.deepEqual(
    tasks.map(({ subject, dueOn, owner }) => [subject, dueOn, (owner as { id: string }).id]),
    [['交接给交付：杭州仓', '2030-05-25', rep.id]],
  )
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
  assert.equal(
    (await faultOf(rep.call(lose, { opportunity: won.id, kind: 'price', reason: 'x', lostToNobody: true }))).code,
    'sales.opportunity-closed',
  )
  const lost = await openDeal({ stage: 'tender', foundOn: '2030-01-01' })
  await rep.call(lose, {
    opportunity: lost.id,
    kind: 'price',
    reason: '价格',
    winBackOn: '2030-09-01',
    closedOn: '2030-05-01',
    lostToNobody: true,
  })
  const row = await rep.one('opportunity', lost.id as string)
  assert.deepEqual(
    [row.outcome, row.closedOn, row.lossReason, row.lastOpenStage, row.probability],
    ['lost', '2030-05-01', '价格', 'tender', 0],
  )
})

test('reopening returns to the stage where it died; a won deal needs more than a rep', async () => {
  const lost = await openDeal({ stage: 'tender' })
  await rep.call(lose, { opportunity: lost.id, kind: 'price', reason: '价格', lostToNobody: true })
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
    { name: '旧单', account: customer!.id, amount: 7, stage: 'lost', lossKind: 'price', lostToNobody: true },
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
