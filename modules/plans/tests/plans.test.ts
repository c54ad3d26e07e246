import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { beginForCustomer, beginForDeal } from '../index.ts'
import { plans } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, plans], { locale: 'en' })
const admin = await app.as('administrator')
const boss = await app.as('manager')
const department = String((await admin.create('department', [{ name: 'North', head: boss.id }]))[0]!.id)
const rep = await app.as('rep', { department })
const other = await app.as('rep', { department, name: 'Other' })

type Row = Record<string, unknown>
const dayMs = 86_400_000
const today = new Date().toISOString().slice(0, 10)
const daysUntil = (day: unknown): number => Math.round((Date.parse(String(day)) - Date.parse(today)) / dayMs)
const isFree = (day: unknown): boolean => [0, 6].includes(new Date(String(day)).getUTCDay())
const code = (name: string) => (error: unknown) => JSON.stringify(error).includes(name) || (error as { code?: string }).code === name
const plan = async (more: Row): Promise<string> =>
  String((await admin.create('activityPlan', [{ name: `Plan ${Math.random()}`, ...more }]))[0]!.id)
const tasksOf = (of: string) => admin.list('task', { filter: { plan: of }, sort: ['dueOn', 'subject'] } as never)
const idOf = (value: unknown): unknown => (value as Row | null)?.id ?? null
const deal = async (more: Row = {}): Promise<string> => String((await rep.create('opportunity', [{ name: 'Line 4', ...more }]))[0]!.id)

test('a deal that comes to a stage gets the tasks planned there, by owner, head and somebody named, and no second time', async () => {
  const id = await plan({
    stage: 'analysis',
    onWorkDays: false,
    steps: [
      { subject: 'Write down the need', afterDays: 2, kind: 'visit' },
      { subject: 'Look at it', afterDays: 5, who: 'head', priority: 'high' },
      { subject: 'Prepare a sample', afterDays: 7, who: 'person', person: other.id },
    ],
  })
  const at = await deal()
  assert.equal((await tasksOf(id)).length, 0)
  await rep.change('opportunity', at, { stage: 'analysis' })
  const made = await tasksOf(id)
  assert.deepEqual(
    made.map((one) => [one.subject, one.kind, one.priority, idOf(one.owner), idOf(one.opportunity)]),
    [
      ['Write down the need', 'visit', 'normal', rep.id, at],
      ['Look at it', 'todo', 'high', boss.id, at],
      ['Prepare a sample', 'todo', 'normal', other.id, at],
    ],
  )
  assert.deepEqual(
    made.map(({ dueOn }) => Math.abs(daysUntil(dueOn) - [2, 5, 7][made.findIndex((one) => one.dueOn === dueOn)]!) <= 1),
    [true, true, true],
  )
  await rep.change('task', String(made[0]!.id), { state: 'done' })
  await rep.change('opportunity', at, { stage: 'solution' })
  assert.deepEqual((await tasksOf(id)).map(({ state }) => state).sort(), ['cancelled', 'cancelled', 'done'])
  await rep.change('opportunity', at, { stage: 'analysis' })
  assert.equal((await tasksOf(id)).length, 3)
})

test('a deal made at a stage begins its plans; conditions leave others out; days off become working days', async () => {
  const id = await plan({
    stage: 'evaluation',
    filter: { amount: { gte: 100 } },
    steps: [0, 1, 2, 3, 4, 5, 6].map((afterDays) => ({ subject: `Day ${afterDays}`, afterDays })),
  })
  await deal({ stage: 'evaluation', amount: 50 })
  assert.equal((await tasksOf(id)).length, 0)
  await deal({ stage: 'evaluation', amount: 500 })
  const made = await tasksOf(id)
  assert.equal(made.length, 7)
  assert.deepEqual(
    made.filter(({ dueOn }) => isFree(dueOn)),
    [],
  )
})

test('a lead that gets an owner begins its plan, a new owner takes over what is open, and giving it up ends it', async () => {
  const id = await plan({
    about: 'lead',
    begins: 'assigned',
    steps: [
      { subject: 'Call', kind: 'call' },
      { subject: 'Ask again', afterDays: 3 },
    ],
  })
  const [lead] = await rep.create('lead', [{ name: 'Wang', im: 'wang' }])
  const made = await tasksOf(id)
  assert.deepEqual(
    made.map(({ owner }) => idOf(owner)),
    [rep.id, rep.id],
  )
  await rep.change('task', String(made.find(({ subject }) => subject === 'Call')!.id), { state: 'done' })
  await admin.change('lead', String(lead!.id), { owner: other.id })
  const after = await tasksOf(id)
  assert.deepEqual(after.map(({ subject, owner }) => [subject, idOf(owner)]).sort(), [
    ['Ask again', other.id],
    ['Call', rep.id],
  ])
  await admin.change('lead', String(lead!.id), { status: 'disqualified', disqualifiedReason: 'noNeed' })
  assert.deepEqual((await tasksOf(id)).map(({ state }) => state).sort(), ['cancelled', 'done'])
})

test('a plan is begun by hand, not while it is under way, and not for what it is not about', async () => {
  const byHand = await plan({ about: 'account', begins: 'byHand', steps: [{ subject: 'Yearly review' }] })
  const [account] = await rep.create('account', [{ name: 'Far Voyage' }])
  assert.equal((await tasksOf(byHand)).length, 0)
  const begin = (who = rep) => who.call(beginForCustomer, { account: account!.id, plan: byHand } as never)
  assert.equal(((await begin()) as Row).tasks, 1)
  await assert.rejects(begin(), code('plans.under-way'))
  await assert.rejects(begin(other), code('kernel.not-found'))
  const [first] = await tasksOf(byHand)
  await rep.change('task', String(first!.id), { state: 'done' })
  await begin()
  assert.equal((await tasksOf(byHand)).length, 2)
  await assert.rejects(rep.call(beginForDeal, { opportunity: await deal(), plan: byHand } as never), code('plans.not-for-this'))
  await admin.change('activityPlan', byHand, { isActive: false })
  const [second] = (await tasksOf(byHand)).filter(({ state }) => state === 'open')
  await rep.change('task', String(second!.id), { state: 'done' })
  await assert.rejects(begin(), code('plans.not-for-this'))
})

test('plans say what they mean, are the administrator’s to write, and an undo takes their tasks back', async () => {
  await assert.rejects(plan({ stage: null }), code('plans.which-stage'))
  await assert.rejects(plan({ about: 'lead', begins: 'stage' }), code('plans.stage-of-deals'))
  await assert.rejects(plan({ stage: 'tender', steps: [{ subject: 'x', who: 'person' }] }), code('plans.which-person'))
  await assert.rejects(plan({ stage: 'tender', filter: { nothing: 1 } }))
  await assert.rejects(rep.create('activityPlan', [{ name: 'Mine', stage: 'tender' }]))
  const id = await plan({ stage: 'negotiation', steps: [{ subject: 'Who may sign?' }] })
  const at = await deal({ stage: 'negotiation' })
  assert.equal((await tasksOf(id)).length, 1)
  const [task] = await tasksOf(id)
  await assert.rejects(rep.change('task', String(task!.id), { plan: null }))
  assert.equal(idOf(task!.opportunity), at)
  await rep.undo(String((await rep.changeSets())[0]!.id))
  assert.equal((await tasksOf(id)).length, 0)
})

test('what became of the steps of plans is counted', async () => {
  const [total] = await admin.report('plans.steps', 'total')
  assert.ok(Number(total!.n) >= 10)
  assert.ok(Number(total!.done) >= 3)
  assert.ok(Number(total!.off) >= 3)
})
