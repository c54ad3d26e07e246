import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { blacklist, lift } from '../index.ts'
import { customers } from '../module.ts'

const app = await testApp([customers])
const [rep, stranger] = await Promise.all(['Rep', 'Stranger'].map((name) => app.as('rep', { name })))
const manager = await app.as('manager')
const boss = await app.as('administrator')

/*
 * The states of a customer: who may move it where. What the system moves by contracts comes with contracts.
 */
const stages = ['presales', 'execution', 'aftersales', 'expired'] as const

test('a customer begins in presales', async () => {
  const [row] = await rep!.create('account', [{ name: '新客户' }])
  assert.deepEqual([row!.stage, row!.class, row!.blacklist], ['presales', 'prospect', null])
})

for (const from of stages)
  for (const to of stages.filter((stage) => stage !== from))
    test(`${from} → ${to}: by the owner, by nobody else`, async () => {
      const [row] = await rep!.create('account', [{ name: `客户 ${from} ${to}`, stage: from }])
      const id = String(row!.id)
      await assert.rejects(stranger!.change('account', id, { stage: to }), { code: 'kernel.not-found' })
      assert.equal((await rep!.change('account', id, { stage: to })).stage, to)
    })

for (const stage of stages)
  test(`${stage} → blacklisted and back: the stage stays, only who has the right may, and lifting waits for approval`, async () => {
    const [row] = await manager.create('account', [{ name: `黑 ${stage}`, stage }])
    const account = String(row!.id)
    await app.system.create('share', [{ object: 'account', record: account, granteeKind: 'role', grantee: 'rep', mayWrite: true }])
    const sharer = await app.as('rep', { name: `Shared ${stage}` })
    await assert.rejects(sharer.call(blacklist, { account, effect: 'warn', reason: 'x' }), { code: 'kernel.forbidden' })
    await assert.rejects(manager.call(lift, { account, reason: 'x' }), { code: 'customers.not-blacklisted' })
    await manager.call(blacklist, { account, effect: 'blockQuote', reason: '拖欠' })
    const listed = await manager.one('account', account)
    assert.deepEqual([listed.stage, listed.blacklist], [stage, 'blockQuote'])
    await assert.rejects(manager.call(lift, { account, reason: '已付清' }), { code: 'kernel.needs-approval' })
    await assert.rejects(boss.change('account', account, { blacklist: null }), (error: { issues: readonly { code: string }[] }) =>
      error.issues.some(({ code }) => code === 'customers.blacklist-by-action'),
    )
  })

test('where nothing asks for approval, lifting is done at once, and the customer is like any other', async () => {
  const [row] = await manager.create('account', [{ name: '暂列' }])
  const account = String(row!.id)
  await manager.call(blacklist, { account, effect: 'warn', reason: '误列' })
  const [flow] = await boss.list('approvalFlow')
  await boss.change('approvalFlow', String(flow!.id), { active: false })
  await manager.call(lift, { account, reason: '误列' })
  const after = await manager.one('account', account)
  assert.deepEqual([after.blacklist, after.blacklistReason, after.blacklistedBy], [null, null, null])
})
