import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf } from '#kernel/model'
import type { TestPerson } from '#kernel/testing'
import { allowance, claimAccount, claimCard, claimLead, findDefaultPool, releaseAccount } from '../index.ts'
import { idOf, openPools } from './stand.ts'

const { app, boss, anna, ben, carl, department, openPool, lay, own } = await openPools()
const today = () => dayOf(new Date(), app.workspace.timeZone)
const mondayNext = () => addDays(today(), 7 - ((new Date(`${today()}T00:00:00Z`).getUTCDay() + 6) % 7))

test('a limit without a pool counts the claims in all pools of its kind, and of no other', async () => {
  const limit = { name: '全公司', kind: 'account', role: 'rep', perDay: 2, perWeek: 3 }
  const [made] = await boss.create('poolLimit', [limit])
  const [one, two] = [await openPool(), await openPool()]
  const [first, third] = await lay(one, 2)
  const [second] = await lay(two, 1)
  const leads = await openPool({ kind: 'lead' })
  const [lead] = await lay(leads, 1, {}, 'lead')
  await anna.call(claimLead, { lead: lead! })
  await anna.call(claimAccount, { account: first! })
  await anna.call(claimAccount, { account: second! })
  const dayIsUp = { reason: 'perDay', used: 2, most: 2, by: '全公司', until: addDays(today(), 1) }
  await assert.rejects(anna.call(claimAccount, { account: third! }), { code: 'pools.limit', details: dayIsUp })
  await boss.change('poolLimit', String(made!.id), { perDay: null, perWeek: 2 })
  const weekIsUp = { reason: 'perWeek', used: 2, most: 2, by: '全公司', until: mondayNext() }
  await assert.rejects(anna.call(claimAccount, { account: third! }), { code: 'pools.limit', details: weekIsUp })
  // For one pool alone, what was claimed elsewhere does not count.
  await boss.change('poolLimit', String(made!.id), { pool: one, perWeek: 2 })
  await anna.call(claimAccount, { account: third! })
  await boss.remove('poolLimit', [String(made!.id)])
})

test('limits hold together: one person who claims in two pools at once stays within the limit of the day', async () => {
  const [made] = await boss.create('poolLimit', [{ name: '合计', kind: 'account', role: 'rep', perDay: 3 }])
  const ids = [...(await lay(await openPool(), 6)), ...(await lay(await openPool(), 6))]
  const tries = await Promise.allSettled(ids.map((account) => ben.call(claimAccount, { account })))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 3)
  await boss.remove('poolLimit', [String(made!.id)])
})

test('before a claim everybody reads what is used of his limits, whose they are, and why and until when a record is not to be had', async () => {
  const pool = await openPool({ name: '额度公海', perDay: 2, perWeek: 5, mostHeld: 1_000, coolingDays: 30 })
  const dora = await app.as('rep', { name: 'Dora', department })
  const [id, second, third] = await lay(pool, 3)
  const left = (used: number, day: string | null) => [
    { limit: 'perDay', used, most: 2, by: '额度公海', until: day },
    { limit: 'perWeek', used, most: 5, by: '额度公海', until: null },
    { limit: 'mostHeld', used, most: 1_000, by: '额度公海', until: null },
  ]
  assert.deepEqual(await dora.call(allowance, { account: id! }), { limits: left(0, null), barrier: null, until: null })
  await dora.call(claimAccount, { account: id! })
  await dora.call(claimAccount, { account: second! })
  assert.deepEqual((await dora.call(allowance, { pool })).limits, left(2, addDays(today(), 1)))
  await dora.call(releaseAccount, { account: id!, pool, reason: 'noIntent' })
  const after = await dora.call(allowance, { account: id! })
  assert.deepEqual([after.barrier, after.until], ['pools.cooling', addDays(today(), 30)])
  // Where names are hidden, by the card; who is no member learns nothing.
  const hiding = await openPool({ hidesNames: true, waitingHours: 5, perDay: 1 })
  await lay(hiding, 1)
  const [card] = await dora.list('poolCard', { filter: { pool: hiding } })
  const seen = await dora.call(allowance, { poolCard: String(card!.id) })
  assert.deepEqual([(seen.limits as unknown[]).length, seen.barrier], [1, 'pools.waiting'])
  await assert.rejects(dora.call(claimCard, { poolCard: String(card!.id) }), { code: 'pools.waiting' })
  for (const input of [{ account: third! }, { pool }, { poolCard: String(card!.id) }])
    await assert.rejects(carl.call(allowance, input), { code: 'kernel.not-found' })
})

test('without a pool named it goes to the default one of the owner’s department, else of those above, else of the company; one of a kind and department is it', async () => {
  const [team] = await boss.create('department', [{ name: '华东一组', parent: department }])
  const shared = async (more: object) => {
    const [made] = await boss.create('pool', [{ name: `默认 ${Math.random()}`, ...more }])
    await boss.create('share', [{ object: 'pool', record: made!.id, granteeKind: 'role', grantee: 'rep' }])
    return String(made!.id)
  }
  const company = await shared({ isDefault: true })
  const east = await shared({ isDefault: true, forDepartment: department })
  const leads = await shared({ kind: 'lead', isDefault: true, forDepartment: department })
  const [rep, above, loose] = (await Promise.all(
    [{ department: String(team!.id) }, { department }, {}].map((more) => app.as('rep', more)),
  )) as [TestPerson, TestPerson, TestPerson]
  const of = async (person: typeof anna) => {
    const account = await own(person)
    assert.equal(
      (await person.call(findDefaultPool, { account })).pool,
      (await person.call(releaseAccount, { account, reason: 'noIntent' })).pool,
    )
    return idOf((await boss.one('account', account)).pool)
  }
  assert.deepEqual([await of(rep), await of(above), await of(loose)], [east, east, company])
  const lead = await own(rep, { mobile: '13800138000' }, 'lead')
  assert.equal((await rep.call(findDefaultPool, { lead })).pool, leads)
  const newer = await shared({ isDefault: true, forDepartment: department })
  assert.deepEqual([(await boss.one('pool', east)).isDefault, (await boss.one('pool', leads)).isDefault], [false, true])
  assert.equal(await of(rep), newer)
  await boss.change('pool', newer, { isOpen: false })
  assert.equal(await of(rep), company)
})
