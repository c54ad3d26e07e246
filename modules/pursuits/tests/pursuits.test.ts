import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound, system } from '#kernel'
import { addDays, dayOf } from '#kernel/model'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { advance, lose, opportunity, win } from '#modules/sales'
import { buyTrial, closeDead, rehearseClosing, reject, reviseEvaluation, submit, takeBack, trialsDue, writeOff } from '../index.ts'
import { pursuits } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, pursuits], { locale: 'zh-CN' })
const boss = await app.as('administrator')
const make = async (who: TestPerson, object: string, row: Readonly<Record<string, unknown>>): Promise<string> =>
  String((await who.create(object, [row]))[0]!.id)
const department = await make(boss, 'department', { name: '华东' })
const head = await app.as('manager', { name: 'Head', department })
await boss.change('department', department, { head: head.id })
const rep = await app.as('rep', { name: 'Rep', department })
const stranger = await app.as('rep', { name: 'Stranger' })
const account = await make(rep, 'account', { name: '华瑞物流' })
const ago = (days: number) => addDays(dayOf(new Date(), app.workspace.timeZone), -days)
let count = 0
const deal = (more: Readonly<Record<string, unknown>> = {}) =>
  make(rep, 'opportunity', { name: `项目 ${++count}`, account, amount: 500_000, ...more })
const see = (id: string) => rep.one('opportunity', id)
const told = async (who: TestPerson, kind: string, id: string) =>
  (await app.database.pool.query(`SELECT FROM w_test.notice WHERE person = $1 AND kind = $2 AND record_id = $3`, [who.id, kind, id]))
    .rowCount

const judged = { need: 5, budget: 4, deciders: 3, competition: 2, capability: 4 }
const evaluation = (on: string, more: Readonly<Record<string, unknown>> = judged) =>
  make(rep, 'dealEvaluation', { name: '立项', opportunity: on, team: [{ person: rep.id, role: '销售' }], effort: 20_000, ...more })
const rule = String((await boss.list('evaluationRule'))[0]!.id)
const flow = String((await boss.list('approvalFlow', { filter: { object: 'dealEvaluation' } }))[0]!.id)

test('the score is the weighted sum of the criteria and says what to do; weights make the whole', async () => {
  const id = await evaluation(await deal())
  const row = await rep.one('dealEvaluation', id)
  // (5×25 + 4×20 + 3×20 + 2×15 + 4×20) ÷ 5
  assert.deepEqual([Number(row.total), row.recommendation, row.state], [75, 'go', 'draft'])
  await assert.rejects(rep.change('dealEvaluation', id, { needWeight: 30 }), { code: 'kernel.invalid' })
  await rep.change('dealEvaluation', id, { need: null })
  assert.deepEqual([(await rep.one('dealEvaluation', id)).total, (await rep.one('dealEvaluation', id)).recommendation], [null, null])
  await assert.rejects(rep.change('dealEvaluation', id, { state: 'approved' }), { code: 'kernel.invalid' })
  await assert.rejects(stranger.one('dealEvaluation', id), { code: 'kernel.not-found' })
  assert.equal(await head.count('dealEvaluation', { id }), 1)
})

test('submitting waits for the approval of a superior; what was decided stands', async () => {
  const id = await evaluation(await deal())
  await assert.rejects(rep.call(submit, { dealEvaluation: id }), { code: 'kernel.needs-approval' })
  assert.equal((await rep.one('dealEvaluation', id)).state, 'draft')
  await boss.change('approvalFlow', flow, { active: false })
  const bare = await evaluation(await deal(), { need: 5 })
  await assert.rejects(rep.call(submit, { dealEvaluation: bare }), {
    code: 'pursuits.missing',
    details: { missing: ['budget', 'deciders', 'competition', 'capability'] },
  })
  await rep.call(submit, { dealEvaluation: id })
  await assert.rejects(rep.call(submit, { dealEvaluation: id }), { code: 'pursuits.no-such-step' })
  await assert.rejects(rep.call(reject, { dealEvaluation: id, reason: '晚了' }), { code: 'pursuits.no-such-step' })
  await assert.rejects(rep.change('dealEvaluation', id, { need: 1 }), { code: 'kernel.invalid' })
  await rep.call(reject, { dealEvaluation: bare, reason: '没有预算' })
  await rep.call(reviseEvaluation, { dealEvaluation: bare })
  assert.deepEqual([(await rep.one('dealEvaluation', bare)).state, (await rep.one('dealEvaluation', bare)).rejectReason], ['draft', null])
})

test('an approved evaluation gives the deal its team, who read it from then on, and its budget; taken back, both are gone', async () => {
  const [mate, known] = [await app.as('rep', { name: 'Mate' }), await app.as('rep', { name: 'Known' })]
  const on = await deal()
  await boss.create('share', [{ object: 'opportunity', record: on, granteeKind: 'person', grantee: known.id, mayWrite: true }])
  const id = await evaluation(on, {
    ...judged,
    team: [
      { person: rep.id, role: '销售' },
      { person: mate.id, role: '方案' },
      { person: known.id, role: '交付' },
    ],
  })
  // What is shared with him is known from when he comes in.
  const reads = async () =>
    app.engine.reads.one(
      { workspace: app.workspace, actor: await app.engine.actorOf(app.workspace, mate.id) },
      { object: 'opportunity', id: on },
    )
  await assert.rejects(reads(), { code: 'kernel.not-found' })
  await rep.call(submit, { dealEvaluation: id })
  assert.deepEqual((await see(on)).effortBudget, { amount: 20_000, currency: 'CNY' })
  assert.ok(await reads())
  const team = async () =>
    (await boss.list('share', { filter: { object: 'opportunity', record: on } }))
      .map(({ grantee, teamRole, mayWrite }) => [grantee, teamRole, mayWrite])
      .toSorted()
  assert.deepEqual(
    await team(),
    [
      [mate.id, '方案', false],
      [known.id, '交付', true],
    ].toSorted(),
  )
  // Two of the same deal change nothing of what is there.
  await rep.call(submit, { dealEvaluation: await evaluation(on, { ...judged, team: [{ person: mate.id, role: '别的' }], effort: null }) })
  assert.equal((await team()).length, 2)
  const sets = await rep.changeSets()
  await rep.undo(String(sets[0]!.id))
  await rep.undo(String(sets.at(2)!.id))
  assert.deepEqual([(await see(on)).effortBudget, await team()], [null, [[known.id, null, true]]])
  await assert.rejects(reads(), { code: 'kernel.not-found' })
})

test('a big deal does not leave its first stage without an approved evaluation, on every road', async () => {
  const [big, small] = [await deal({ amount: 2_000_000 }), await deal()]
  await rep.call(advance, { opportunity: big, stage: 'evaluation' })
  await rep.call(advance, { opportunity: big, stage: 'contact' })
  await boss.change('evaluationRule', rule, { isActive: true })
  await rep.call(advance, { opportunity: small, stage: 'solution' })
  const needs = { code: 'pursuits.needs-evaluation', details: { opportunity: big, name: (await see(big)).name, from: 1_000_000 } }
  await assert.rejects(rep.call(advance, { opportunity: big, stage: 'evaluation' }), needs)
  await assert.rejects(rep.change('opportunity', big, { stage: 'solution' }), needs)
  await assert.rejects(rep.call(win, { opportunity: big }), needs)
  await assert.rejects(
    rep.work((work) => app.engine.writes.changeWhere(work, 'opportunity', { filter: { id: big }, to: { stage: 'analysis' }, expect: 1 })),
    needs,
  )
  await evaluation(big)
  await assert.rejects(rep.call(advance, { opportunity: big, stage: 'evaluation' }), needs)
  const id = await evaluation(big)
  await rep.call(submit, { dealEvaluation: id })
  await rep.call(advance, { opportunity: big, stage: 'evaluation' })
  const lost = await deal({ amount: 2_000_000 })
  await rep.call(lose, { opportunity: lost, kind: 'price', reason: '太大', lostToNobody: true })
  await boss.change('evaluationRule', rule, { stage: 'evaluation' })
  const other = await deal({ amount: 2_000_000 })
  await rep.call(advance, { opportunity: other, stage: 'evaluation' })
  await assert.rejects(rep.call(advance, { opportunity: other, stage: 'analysis' }), { code: 'pursuits.needs-evaluation' })
  await boss.change('evaluationRule', rule, { isActive: false, stage: null })
})

test('the amount of a deal in another currency is converted at the rate of the day', async () => {
  await boss.create('exchangeRate', [
    { currency: 'USD', rate: 7, validFrom: '2020-01-01' },
    { currency: 'JPY', rate: 0.05, validFrom: '2020-01-01' },
  ])
  await boss.change('evaluationRule', rule, { isActive: true })
  const [dollars, yen] = [
    await deal({ amount: { amount: 200_000, currency: 'USD' } }),
    await deal({ amount: { amount: 2_000_000, currency: 'JPY' } }),
  ]
  await assert.rejects(rep.call(advance, { opportunity: dollars, stage: 'evaluation' }), { code: 'pursuits.needs-evaluation' })
  await rep.call(advance, { opportunity: yen, stage: 'evaluation' })
  await boss.change('evaluationRule', rule, { isActive: false })
})

test('a trial is out until it came back, was bought or is gone, once; its owner is told on the day', async () => {
  const on = await deal()
  const ends = { back: takeBack, bought: buyTrial, lost: writeOff } as const
  for (const [state, action] of Object.entries(ends)) {
    const id = await make(rep, 'dealTrial', { name: '样机', opportunity: on, until: ago(-14) })
    assert.equal((await rep.call(action, { dealTrial: id })).state, state)
    for (const again of Object.values(ends)) await assert.rejects(rep.call(again, { dealTrial: id }), { code: 'pursuits.no-such-step' })
    await assert.rejects(rep.change('dealTrial', id, { state: 'out' }), { code: 'kernel.invalid' })
  }
  const late = await make(rep, 'dealTrial', { name: '试用账号', opportunity: on, beginsOn: ago(30), until: ago(1) })
  assert.equal((await rep.one('dealTrial', late)).dueState, 'late')
  await assert.rejects(make(rep, 'dealTrial', { name: '反了', opportunity: on, until: ago(3) }), { code: 'kernel.invalid' })
  for (let i = 0; i < 2; i += 1) await runRound(app.engine, app.workspace, trialsDue, { now: new Date() })
  assert.equal(await told(rep, 'pursuits.trial-due', late), 1)
  const outcomes = await Promise.allSettled([rep.call(takeBack, { dealTrial: late }), rep.call(buyTrial, { dealTrial: late })])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

const dead = String((await boss.list('closingRule'))[0]!.id)
/** A deal in which something last happened so many days ago. */
const idle = (days: number, more: object = {}) =>
  app.engine.work(
    { workspace: app.workspace, actor: system('test') },
    { via: 'api', now: new Date(`${ago(days)}T03:00:00Z`) },
    async (work) => {
      const row = { name: `旧项目 ${++count}`, account, amount: 1_000, owner: rep.id, ...more }
      return String((await work.create(opportunity, [row as never]))[0]!.id)
    },
  )
/** The night before a day that is so many days ahead. */
const night = (days: number) => runRound(app.engine, app.workspace, closeDead, { now: new Date(`${ago(-days)}T20:30:00Z`) })

test('deals without activity are rehearsed, warned of, and closed as lost with day and reason; nothing else is touched', async () => {
  const [old, busy, planned, won] = [await idle(100), await idle(100), await idle(100), await idle(100, { stage: 'won' })]
  const lost = await idle(100, { stage: 'lost', lossKind: 'price', lostToNobody: true, lossReason: '价格' })
  const soon = await idle(55)
  await rep.create('followUp', [{ opportunity: busy, account, content: '通话', kind: 'call' }])
  await rep.create('task', [{ opportunity: planned, subject: '回访', dueOn: ago(-60) }])
  await boss.change('closingRule', dead, { idleDays: 60, noticeDays: 7, isActive: true })
  const tried = await boss.call(rehearseClosing, { closingRule: dead })
  assert.deepEqual([tried.due, tried.near, (tried.deals as unknown as { id: string }[]).map(({ id }) => id)], [1, 2, [old]])
  assert.equal((await see(old)).closesOn, null)
  await night(0)
  assert.deepEqual([(await see(old)).outcome, (await see(old)).closesOn], ['open', ago(-8)])
  assert.equal(await told(rep, 'pursuits.closing', old), 1)
  assert.deepEqual(await Promise.all([busy, planned, won, lost].map(async (id) => (await see(id)).closesOn)), [null, null, null, null])
  await rep.create('followUp', [{ opportunity: soon, account, content: '又联系上了', kind: 'call' }])
  await night(8)
  const closed = await see(old)
  assert.deepEqual([closed.outcome, closed.lossReason, closed.closedOn, closed.closesOn], ['lost', '长期无活动，自动关闭', ago(-9), null])
  assert.deepEqual([(await see(soon)).outcome, (await see(soon)).closesOn], ['open', null])
  assert.deepEqual([(await see(won)).outcome, (await see(lost)).lossReason], ['won', '价格'])
  const runs = await boss.list('closingRun', { sort: ['day'] })
  assert.deepEqual(
    runs.map((run) => [run.state, run.closed, run.warned, run.calmed]),
    [
      ['done', 0, 2, 0],
      ['done', 1, 0, 1],
    ],
  )
  await boss.undo(String(runs[1]!.changeSet))
  assert.deepEqual([(await see(old)).outcome, (await see(old)).closedOn], ['open', null])
  await night(8)
  assert.equal((await see(old)).outcome, 'open')
})

test('a rule that is switched off takes its warnings back', async () => {
  const id = await idle(100)
  await night(9)
  assert.equal((await see(id)).closesOn !== null, true)
  await boss.change('closingRule', dead, { isActive: false })
  await boss.create('closingRule', [{ name: '另一条', isActive: true, idleDays: 3_000 }])
  await night(10)
  assert.equal((await see(id)).closesOn, null)
})
