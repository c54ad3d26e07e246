import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '#manifest/customers'
import { complete, followUp, task } from '#modules/activities'
import { account } from '#modules/customers'
import { activities } from '../module.ts'

const app = await testApp([customers, activities], { now: '2030-05-20T09:00:00Z' })
const rep = await app.as('rep')
const [one, other] = await rep.create(account, [{ name: '甲' }, { name: '乙' }])

await rep.create(followUp, [
  { account: one!.id, content: '约好下周', kind: 'call', outcome: 'interested', happenedAt: '2030-05-20T02:00:00Z' },
  { account: one!.id, content: '没接', kind: 'call', outcome: 'notReached', happenedAt: '2030-05-13T02:00:00Z' },
  { account: other!.id, content: '看了工厂', kind: 'visit', happenedAt: '2030-05-19T02:00:00Z' },
])

test('follow-ups per person and week: how many, calls, visits, who was reached, how many customers', async () => {
  const mine = (await rep.report('activities.follow-ups', 'owners')).find(({ owner }) => (owner as { id: string }).id === rep.id)!
  assert.deepEqual([mine.n, mine.calls, mine.visits, mine.reached, mine.customers], [3, 2, 1, 1, 2])
  const weeks = await rep.report('activities.follow-ups', 'weeks')
  assert.deepEqual(
    weeks.slice(0, 2).map(({ week, calls, visits }) => [week, calls, visits]),
    [
      ['2030-05-13', 1, 1],
      ['2030-05-20', 1, 0],
    ],
  )
})

test('tasks per person: done, late, promises made and kept', async () => {
  const [late, kept] = await rep.create(task, [
    { subject: '寄样品', kind: 'promise', dueOn: '2020-05-19', account: one!.id },
    { subject: '给报价', kind: 'promise', dueOn: '2030-05-25', account: one!.id },
    { subject: '整理', dueOn: '2030-05-22' },
  ])
  assert.ok(late)
  await rep.call(complete, { task: kept!.id })
  const [row] = await rep.report('activities.tasks', 'owners')
  assert.deepEqual([row!.n, row!.done, row!.late, row!.promises, row!.kept], [3, 1, 1, 2, 1])
})
