import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { advance, changePipeline, overrideGate } from '#modules/sales'
import { movements } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, movements], { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
const admin = await app.as('administrator')
const [team] = await admin.create('department', [{ name: '华东' }])
const manager = await app.as('manager', { name: '经理', department: String(team!.id) })
const rep = await app.as('rep', { name: '销售', department: String(team!.id) })
const reader = await app.as('readonly')

type Row = Record<string, unknown>
const idOf = (value: unknown): string => String((value as { id: string }).id)
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'went through',
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const standard = idOf((await admin.list('pipeline', {}))[0])
const [channel] = await admin.create('pipeline', [{ name: '渠道' }])
const stage = async (key: string, name: string, position: number, more: Row = {}) =>
  idOf((await admin.create('pipelineStage', [{ pipeline: channel!.id, key, name, position, probability: position, ...more }]))[0])
await stage('partnerMet', '接触伙伴', 10)
const trained = await stage('partnerTrained', '伙伴培训', 40)
await stage('partnerSigned', '渠道签约', 100, { kind: 'won' })
const stages = await admin.list('pipelineStage', { filter: { pipeline: standard }, sort: ['position'], fields: ['*'] } as never)
const stageId = (key: string) => idOf(stages.find((one: Row) => one.key === key))
const deal = async (more: Row = {}, who: TestPerson = rep) => idOf((await who.create('opportunity', [{ name: '杭州仓', ...more }]))[0])
const see = (id: string) => rep.one('opportunity', id)
const ways = (to: Row) => admin.change('pipeline', standard, to)

test('a deal changes its pipeline by the table of stages; its history keeps both, and the days of the stages it left', async () => {
  await admin.create('stageMapping', [{ from: stageId('negotiation'), toPipeline: channel!.id, to: trained }])
  const id = await deal({ stage: 'negotiation' })
  const done = await rep.call(changePipeline, { opportunity: id, pipeline: channel!.id, reason: '改走渠道' } as never)
  assert.equal((done as Row).stage, 'partnerTrained')
  const row = await see(id)
  assert.deepEqual([idOf(row.pipeline), row.probability, row.movedBecause, row.moveReason], [channel!.id, 40, '改走渠道', null])
  assert.deepEqual(Object.keys(row.stageStays as Row), ['negotiation'])
  const moves = await rep.list('dealMove', { filter: { opportunity: id }, sort: ['at'], fields: ['kind', 'fromStage', 'stage'] } as never)
  assert.deepEqual(moves.map(({ fromStage, stage: to }: Row) => [fromStage, to]).at(-1), ['negotiation', 'partnerTrained'])
  // Without a line in the table: the stage that stands as far along.
  const other = await deal({ stage: 'solution' })
  assert.equal(((await rep.call(changePipeline, { opportunity: other, pipeline: channel!.id } as never)) as Row).stage, 'partnerTrained')
  assert.equal(await codeOf(rep.call(changePipeline, { opportunity: other, pipeline: channel!.id } as never)), 'sales.same-pipeline')
  assert.equal(await codeOf(rep.change('opportunity', other, { pipeline: standard })), 'sales.pipeline-by-stage')
  assert.equal(
    await codeOf(rep.call(changePipeline, { opportunity: other, pipeline: standard, stage: trained } as never)),
    'sales.stage-of-other-pipeline',
  )
  assert.equal(
    await codeOf(rep.create('stageMapping', [{ from: trained, toPipeline: standard, to: stageId('contact') }])),
    'kernel.forbidden',
  )
})

test('skipping and going back are free, ask for a reason that comes with the move, or are for managers, on every road', async () => {
  await ways({ skipping: 'reason', goingBack: 'manager' })
  const id = await deal()
  assert.equal(((await rep.call(advance, { opportunity: id })) as Row).stage, 'evaluation')
  assert.equal(await codeOf(rep.change('opportunity', id, { stage: 'solution' })), 'sales.skip-needs-reason')
  assert.equal(await codeOf(rep.call(advance, { opportunity: id, stage: 'solution' })), 'sales.skip-needs-reason')
  await rep.change('opportunity', id, { stage: 'solution', moveReason: '客户已看过方案' })
  // A reason of an earlier move is none of this one.
  assert.equal(await codeOf(rep.change('opportunity', id, { stage: 'negotiation' })), 'sales.skip-needs-reason')
  // Said once more it is one.
  await rep.change('opportunity', id, { stage: 'negotiation', moveReason: '客户已看过方案' })
  assert.equal((await see(id)).movedBecause, '客户已看过方案')
  assert.equal(await codeOf(rep.change('opportunity', id, { stage: 'contact', moveReason: '重来' })), 'sales.back-needs-manager')
  await manager.change('opportunity', id, { stage: 'contact' })
  await ways({ skipping: 'manager', goingBack: 'reason' })
  assert.equal(await codeOf(rep.change('opportunity', id, { stage: 'tender', moveReason: '招标已开始' })), 'sales.skip-needs-manager')
  await rep.change('opportunity', id, { stage: 'evaluation' })
  assert.equal(await codeOf(rep.call(advance, { opportunity: id, stage: 'contact' })), 'sales.back-needs-reason')
  assert.equal(((await rep.call(advance, { opportunity: id, stage: 'contact', remark: '联系人换了' })) as Row).stage, 'contact')
  await ways({ skipping: 'free', goingBack: 'free' })
  await rep.change('opportunity', id, { stage: 'tender' })
  await rep.change('opportunity', id, { stage: 'contact' })
})

test('a manager lets a deal pass a gate with a reason, which is noted and counted; nobody else does', async () => {
  const id = await deal()
  const pass = { opportunity: id, stage: stageId('signing'), reason: '总部特批' } as never
  assert.equal(await codeOf(manager.change('opportunity', id, { stage: 'signing' })), 'sales.gate-not-met')
  assert.equal(await codeOf(rep.call(overrideGate, pass)), 'kernel.forbidden')
  await manager.call(overrideGate, pass)
  const row = await see(id)
  assert.deepEqual([row.stage, row.probability, !!row.waivedAt], ['signing', 90, true])
  const [noted] = await reader.list('stageOverride', { filter: { opportunity: id }, fields: ['*'] } as never)
  assert.deepEqual(
    [noted!.fromStage, noted!.stage, noted!.missing, noted!.reason, idOf(noted!.by), idOf(noted!.holder)],
    ['contact', 'signing', ['account', 'amount'], '总部特批', manager.id, rep.id],
  )
  // It was let pass once: the next gate holds again.
  await rep.change('opportunity', id, { stage: 'contact' })
  assert.equal(await codeOf(rep.change('opportunity', id, { stage: 'signing' })), 'sales.gate-not-met')
  const counted = await reader.aggregate({ object: 'stageOverride', by: ['stage'], measures: { n: 'count' } } as never)
  assert.deepEqual(
    counted.map(({ stage: of, n }: Row) => [of, n]),
    [['signing', 1]],
  )
  const twice = { opportunity: await deal(), stage: stageId('signing'), reason: '特批' } as never
  const both = await Promise.allSettled([manager.call(overrideGate, twice), manager.call(overrideGate, twice)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})
