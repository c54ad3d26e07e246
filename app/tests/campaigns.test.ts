import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { rounds } from '#modules/campaigns'
import { linked, openThreePeople, type Row } from './three-people.ts'

/* Campaigns from the first invitation to the money that came of them. */

const { product, boss, rep, other, post, rows } = await openThreePeople()
let numbers = 0
const makeLead = async (more: object = {}, who = rep) =>
  (await post('leads', { name: '王小明', company: '华瑞', mobile: `1390000${String(++numbers).padStart(4, '0')}`, ...more }, who)).id
const makeCampaign = async (more: object = {}) =>
  (await post('campaigns', { name: '秋季展会', kind: 'fair', state: 'running', ...more })).id
const memberOf = async (lead: string) => (await rows('campaign-members', { lead }))[0]!
const nextDays = async (days: number) => {
  const { engine } = product.installation
  for (const round of rounds)
    await runRound(engine, await engine.workspace('test'), round, { now: new Date(Date.now() + days * 86_400_000) })
}

test('many leads are put into a campaign once each, and whoever does not read a lead does not see it there', async () => {
  const campaign = await makeCampaign({ name: '拜访周' })
  const ids = [await makeLead(), await makeLead()]
  for (const _ of [1, 2]) for (const id of ids) await post(`leads/${id}/add-lead`, { campaign }, rep)
  await Promise.all([1, 2, 3].map(() => rep.ask('POST', `/api/v1/leads/${ids[0]}/add-lead`, { campaign })))
  const [row] = await rows('campaigns', { id: campaign })
  assert.deepEqual([row!.memberCount, row!.answerCount], [2, 0])
  assert.equal((await rows('campaign-members', { campaign }, rep)).length, 2)
  assert.equal((await rows('campaign-members', { campaign }, other)).length, 0)
  await boss.ask('PATCH', `/api/v1/campaigns/${campaign}`, { state: 'ended' })
  const late = await rep.ask('POST', `/api/v1/leads/${ids[0]}/add-lead`, { campaign })
  assert.deepEqual([late.statusCode, late.json().code], [409, 'campaigns.over'])
})

test('an answer flows back: to an open lead as an inquiry that waits, to a customer as a task of his owner', async () => {
  const campaign = await makeCampaign({ name: '新品邀约' })
  const lead = await makeLead()
  await post(`leads/${lead}/add-lead`, { campaign }, rep)
  const member = await memberOf(lead)
  await post(`campaign-members/${member.id}/take-answer`, { state: 'answered', answer: '想看样机' }, rep)
  const [touch] = await rows('lead-touches', { lead, subject: '新品邀约' })
  assert.deepEqual([touch!.state, touch!.said, touch!.source], ['new', '想看样机', 'promotion'])
  assert.equal(linked((await rows('leads', { id: lead }))[0]!.campaign), campaign)
  await post(`campaign-members/${member.id}/take-answer`, { state: 'attended' }, rep)
  assert.equal((await rows('lead-touches', { lead, subject: '新品邀约' })).length, 1, 'coming as well is no second inquiry')
  assert.deepEqual([(await memberOf(lead)).state, (await memberOf(lead)).answer], ['attended', '想看样机'])

  const account = (await post('accounts', { name: '明德实业' }, other)).id
  const contact = (await post('contacts', { name: '赵经理', account }, other)).id
  await post(`contacts/${contact}/add-contact`, { campaign }, other)
  const [asContact] = await rows('campaign-members', { contact })
  await post(`campaign-members/${asContact!.id}/take-answer`, { answer: '想要报价' })
  const [task] = await rows('tasks', { contact })
  assert.deepEqual(
    [task!.subject, task!.remark, linked(task!.owner), linked(task!.account)],
    ['新品邀约 · 赵经理', '想要报价', other.id, account],
  )
})

test('whoever comes by the address or the form of a running campaign has answered it, and counts for the first alone', async () => {
  const first = await makeCampaign({ name: '百度投放', kind: 'advert', utm: 'autumn' })
  const second = await makeCampaign({ name: '官网活动', kind: 'webinar' })
  const form = (await post('web-forms', { name: '报名', campaign: second })).id
  const plain = (await post('web-forms', { name: '咨询' })).id
  const mobile = '13700137000'
  const made = await post('actions/forms.take-in', { form: plain, values: { name: '钱多多', mobile }, utmCampaign: 'autumn' })
  assert.ok(made, 'taken in')
  const [lead] = await rows('leads', { mobile })
  assert.equal(linked(lead!.campaign), first)
  await post('actions/forms.take-in', { form, values: { name: '钱多多', mobile } })
  const members = await rows('campaign-members', { lead: lead!.id })
  assert.deepEqual(members.map(({ cameBy, state }) => [cameBy, state]).sort(), [
    ['address', 'answered'],
    ['form', 'answered'],
  ])
  assert.equal(linked((await rows('leads', { mobile }))[0]!.campaign), first)
  await post('actions/forms.take-in', { form: plain, values: { name: '别人', mobile: '13700137001' }, utmCampaign: 'unknown' })
  assert.equal((await rows('campaign-members', { 'lead.mobile': '13700137001' })).length, 0)
})

test('steps become tasks day by day until somebody answers or the lead is closed', async () => {
  const steps = [
    { afterDays: 0, kind: 'mail', subject: '邀请 {name}', words: '{name} 您好,诚邀{company}参加' },
    { afterDays: 3, kind: 'call', subject: '致电 {name}' },
    { afterDays: 7, kind: 'call', subject: '再次致电 {name}' },
  ]
  const campaign = await makeCampaign({ name: '培育', steps })
  const [stays, answers, closes] = [await makeLead(), await makeLead(), await makeLead()]
  for (const id of [stays, answers, closes]) await post(`leads/${id}/add-lead`, { campaign }, rep)
  await nextDays(0)
  await nextDays(0)
  const tasks = async (lead: string) => (await rows('tasks', { lead })).map(({ subject }) => subject).sort()
  const [task] = await rows('tasks', { lead: stays })
  assert.deepEqual(
    [task!.subject, task!.kind, task!.remark, linked(task!.owner)],
    ['邀请 王小明', 'mail', '王小明 您好,诚邀华瑞参加', rep.id],
  )
  await post(`campaign-members/${(await memberOf(answers)).id}/take-answer`, {}, rep)
  await boss.ask('PATCH', `/api/v1/leads/${closes}`, { status: 'disqualified', disqualifiedReason: 'noNeed' })
  await nextDays(4)
  await nextDays(8)
  assert.deepEqual(await tasks(stays), ['再次致电 王小明', '致电 王小明', '邀请 王小明'])
  assert.deepEqual(await tasks(answers), ['邀请 王小明'])
  assert.deepEqual(await tasks(closes), ['邀请 王小明'])
  assert.deepEqual([(await memberOf(stays)).nextStepOn, (await memberOf(closes)).nextStepOn], [null, null])
})

test('what a campaign brought is counted down to won deals', async () => {
  const campaign = await makeCampaign({ name: '成效', cost: 5000 })
  const lead = await makeLead()
  await post(`leads/${lead}/add-lead`, { campaign }, rep)
  await post(`campaign-members/${(await memberOf(lead)).id}/take-answer`, {}, rep)
  const account = (await post('accounts', { name: '买家' }, rep)).id
  const deal = (await post('opportunities', { name: '首单', account, lead, amount: 80000 }, rep)).id
  const won = await boss.ask('POST', `/api/v1/opportunities/${deal}/win`, {})
  const [row] = await rows('campaigns', { id: campaign })
  assert.equal(row!.leadCount, 1)
  assert.deepEqual(won.statusCode < 300 ? [row!.wonDeals, Number((row!.wonMoney as Row).amount)] : won.body, [1, 80000])
  const report = await boss.ask('POST', '/api/v1/leads/aggregate', {
    by: ['campaign'],
    measures: { n: 'count', wonMoney: { sum: 'wonMoney' } },
    filter: { campaign },
  })
  assert.equal(report.json().rows[0].n, 1, report.body)
})
