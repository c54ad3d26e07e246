import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { dismissSteps } from '../actions/dismiss-steps.ts'
import { playbook } from '../module.ts'
import { firstSteps } from '../objects/index.ts'

const app = await testApp([customers, activities, catalog, sales, playbook], { locale: 'zh-CN' })
const rep = await app.as('rep')
const mate = await app.as('rep', { name: '许澄' })
const done = async (who: typeof rep) =>
  (await Promise.all(firstSteps.map(async ({ key, of, filter }) => [key, (await who.count(of, filter)) > 0] as const)))
    .filter(([, is]) => is)
    .map(([key]) => key)

test('each of the five first steps is done by doing it, by whoever does it', async () => {
  assert.equal(firstSteps.length, 5)
  assert.deepEqual(await done(rep), [])
  const [account] = await rep.create('account', [{ name: '华瑞物流' }])
  assert.deepEqual(await done(rep), ['customer'])
  await rep.create('followUp', [{ account: account!.id, content: '聊了需求' }])
  const [deal] = await rep.create('opportunity', [{ name: '终端', account: account!.id }])
  assert.deepEqual(await done(rep), ['customer', 'follow-up', 'deal'])
  await rep.create('task', [{ subject: '报价', opportunity: deal!.id, dueOn: '2030-01-01' }])
  assert.deepEqual(await done(rep), ['customer', 'follow-up', 'deal', 'next-step'])
  await rep.create('task', [{ subject: '拜访', remindAt: '2030-01-02T01:00:00Z' }])
  assert.deepEqual(
    await done(rep),
    firstSteps.map(({ key }) => key),
  )
  assert.deepEqual(await done(mate), [])
})

test('who has enough of them is shown them no more, for good and he alone', async () => {
  const dismissed = (who: typeof rep) => who.count('introduction', { owner: 'me' })
  await Promise.all([1, 2].map(() => mate.call(dismissSteps, {})))
  assert.deepEqual([await dismissed(mate), await dismissed(rep)], [1, 0])
  assert.deepEqual(await rep.list('introduction'), [])
  await assert.rejects(rep.create('introduction', [{ title: 'x', owner: mate.id }]))
})
