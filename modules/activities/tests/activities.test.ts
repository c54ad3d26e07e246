import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '#manifest/customers'
import { complete, followUp, postpone, task } from '#modules/activities'
import { account } from '#modules/customers'
import { activities } from '../module.ts'

const app = await testApp([customers, activities], { now: '2030-05-20T09:00:00Z' })
const rep = await app.as('rep')
const [customer] = await rep.create(account, [{ name: '华瑞物流' }])
const about = { account: customer!.id }
const tasksOf = (filter: Record<string, unknown>) => rep.list(task, { filter, sort: ['dueOn'] })
const idOf = (value: unknown) => (value as { id: string }).id

test('a follow-up has its first line for a heading, and makes a task of its next step and of a promise', async () => {
  const [row] = await rep.create(followUp, [
    {
      ...about,
      content: '老板要看方案\n预算下周定',
      nextOn: '2030-05-23',
      nextStep: '送方案',
      promise: '给出参考客户',
      promisedOn: '2030-05-21',
    },
  ])
  assert.equal(row!.summary, '老板要看方案')
  const made = await tasksOf({ followUp: row!.id })
  assert.deepEqual(
    made.map(({ subject, kind, dueOn, state }) => [subject, kind, dueOn, state]),
    [
      ['给出参考客户', 'promise', '2030-05-21', 'open'],
      ['送方案', 'todo', '2030-05-23', 'open'],
    ],
  )
  assert.deepEqual(
    made.map(({ account, owner }) => [idOf(account), idOf(owner)]),
    [0, 1].map(() => [customer!.id, rep.id]),
  )
  const [seen] = await rep.list(account, { filter: { id: customer!.id }, fields: ['lastFollowUpAt', 'nextTaskOn'] })
  assert.deepEqual([Boolean(seen!.lastFollowUpAt), seen!.nextTaskOn], [true, '2030-05-21'])
})

test('taking a follow-up back takes its tasks along', async () => {
  await rep.create(followUp, [{ ...about, content: 'By mistake', nextStep: 'Nothing' }])
  const [set] = await rep.changeSets()
  assert.equal((await tasksOf({ subject: 'Nothing' })).length, 1)
  await rep.undo(String(set!.id))
  assert.equal((await tasksOf({ subject: 'Nothing' })).length, 0)
  assert.equal(await rep.count(followUp, { content: 'By mistake' }), 0)
})

test('what has not happened is no follow-up, and a promise says what', async () => {
  const soon = { ...about, content: 'Tomorrow', happenedAt: '2030-05-21T09:00:00Z' }
  await assert.rejects(
    rep.create(followUp, [soon]),
    ({ issues }: { issues: { code: string }[] }) => issues[0]!.code === 'activities.not-yet-happened',
  )
  const vague = { ...about, content: 'Today', promisedOn: '2030-05-22' }
  await assert.rejects(
    rep.create(followUp, [vague]),
    ({ issues }: { issues: { code: string }[] }) => issues[0]!.code === 'activities.promise-says-what',
  )
})

test('a task is ticked off once, with its next step; the day it was first meant for stays', async () => {
  const [open] = await rep.create(task, [{ ...about, subject: 'Call', kind: 'call', dueOn: '2030-05-20' }])
  await rep.call(postpone, { task: open!.id, dueOn: '2030-05-22' })
  const { next } = await rep.call(complete, { task: open!.id, result: 'Reached', nextStep: 'Send the offer', nextOn: '2030-05-25' })
  const done = await rep.one(task, String(open!.id))
  assert.deepEqual(
    [done.state, done.result, done.dueOn, done.firstDueOn, Boolean(done.doneAt)],
    ['done', 'Reached', '2030-05-22', '2030-05-20', true],
  )
  const following = await rep.one(task, String(next))
  assert.deepEqual(
    [following.subject, following.kind, following.dueOn, idOf(following.account)],
    ['Send the offer', 'call', '2030-05-25', customer!.id],
  )
  await assert.rejects(rep.call(complete, { task: open!.id }), { code: 'activities.task-not-open' })
  await assert.rejects(rep.call(postpone, { task: open!.id, dueOn: '2030-06-01' }), { code: 'activities.task-not-open' })
  await rep.change(task, String(open!.id), { state: 'open' })
  assert.equal((await rep.one(task, String(open!.id))).doneAt, null)
})

test('two who tick the same task off at once make one next step', async () => {
  const [open] = await rep.create(task, [{ ...about, subject: 'Once' }])
  const both = await Promise.allSettled([1, 2].map(() => rep.call(complete, { task: open!.id, nextStep: 'After once' })))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await tasksOf({ subject: 'After once' })).length, 1)
})

test('whoever reads the customer or the lead reads what happened with it, and nobody else', async () => {
  const other = await app.as('rep', { name: 'other' })
  const [theirs] = await other.create(account, [{ name: 'Somebody else' }])
  const [made] = await rep.create(followUp, [{ ...about, content: 'Private word' }])
  assert.equal(await other.count(followUp, { id: made!.id }), 0)
  const manager = await app.as('administrator')
  await manager.create(followUp, [{ account: theirs!.id, content: 'From above' }])
  assert.equal(await other.count(followUp, { content: 'From above' }), 1)
  assert.equal(await rep.count(followUp, { content: 'From above' }), 0)
  const finance = await app.as('finance')
  await assert.rejects(finance.list(followUp), { code: 'kernel.forbidden' })
})

test('an import of follow-ups brings no tasks', async () => {
  await rep.work((work) => work.create(followUp, [{ account: customer!.id as never, content: 'Old story', nextStep: 'Long done' }]), {
    via: 'import',
  })
  assert.equal((await tasksOf({ subject: 'Long done' })).length, 0)
})

test('a follow-up costs as many statements with a task as the task itself', async () => {
  await app.atMost(8, () => rep.create(followUp, [{ ...about, content: 'Counted', nextStep: 'Counted step' }]))
})
