import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { account, blacklist, lift } from '../index.ts'
import { customers } from '../module.ts'

const app = await testApp([customers])
const [rep, stranger] = await Promise.all(['Rep', 'Stranger'].map((name) => app.as('rep', { name })))
const manager = await app.as('manager')
const boss = await app.as('administrator')

/*
 * The stages of a customer by hand. What the system moves by contracts, and what has to be so before one expires, comes with contracts.
 */
const stages = ['presales', 'execution', 'aftersales', 'expired'] as const
/** What a customer would need to come there. */
const missing = {
  presales: 'customers.no-way-to-presales',
  execution: 'customers.execution-by-contract',
  aftersales: 'customers.aftersales-by-contract',
  expired: 'customers.expires-after-service',
} as const
const mayExpire: readonly string[] = ['execution', 'aftersales']
const broke = (code: string) => (fault: { issues: readonly { code: string }[] }) => fault.issues.some((one) => one.code === code)
const standing = async (stage: string, owner: string) =>
  String((await app.system.create('account', [{ name: `客户 ${stage} ${Math.random()}`, stage, owner }]))[0]!.id)

test('a customer begins in presales; an import brings one in as he stood elsewhere', async () => {
  const [row] = await rep!.create('account', [{ name: '新客户' }])
  assert.deepEqual([row!.stage, row!.class, row!.blacklist], ['presales', 'prospect', null])
  for (const stage of stages.slice(1)) {
    await assert.rejects(boss.create('account', [{ name: `新客户 ${stage}`, stage }]), broke('customers.begins-in-presales'))
    const [old] = await rep!.work((work) => work.create(account, [{ name: `老客户 ${stage}`, stage }]), { via: 'import' })
    assert.equal(old!.stage, stage)
  }
})

for (const from of stages)
  for (const to of stages.filter((stage) => stage !== from)) {
    const isAllowed = to === 'expired' && mayExpire.includes(from)
    test(`${from} → ${to} by hand: ${isAllowed ? 'by the owner, by nobody else' : missing[to]}`, async () => {
      const id = await standing(from, rep!.id)
      await assert.rejects(stranger!.change('account', id, { stage: to }), { code: 'kernel.not-found' })
      if (isAllowed) assert.equal((await rep!.change('account', id, { stage: to })).stage, to)
      else {
        await assert.rejects(rep!.change('account', id, { stage: to }), broke(missing[to]))
        await assert.rejects(boss.change('account', id, { stage: to }), broke(missing[to]))
        await assert.rejects(
          rep!.work((work) => work.changeMany(account, [{ id: id as never, stage: to }]), { via: 'import' }),
          broke(missing[to]),
        )
      }
      assert.equal((await rep!.one('account', id)).stage, isAllowed ? to : from)
    })
  }

for (const stage of stages)
  test(`${stage} → blacklisted and back: the stage stays, only who has the right may, and lifting waits for approval`, async () => {
    const account = await standing(stage, manager.id)
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
