import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '#manifest/customers'
import { account, lead } from '#modules/customers'
import { followActions } from '../actions/follow.ts'
import { activities } from '../module.ts'
import { following } from '../objects/index.ts'

const app = await testApp([customers, activities], { now: '2030-05-20T09:00:00Z', locale: 'en' })
const [hall] = await app.system.create('department', [{ name: 'Hall' }])
const manager = await app.as('manager', { name: 'manager', department: String(hall!.id) })
const rep = await app.as('rep', { name: 'rep', department: String(hall!.id) })
const other = await app.as('rep', { name: 'other' })
const [followCustomer, followLead] = followActions

const told = async (person: { id: string }): Promise<string[]> => {
  const { rows } = await app.database.pool.query(`SELECT kind, record_id FROM w_test.notice WHERE person = $1 ORDER BY at, id`, [person.id])
  return rows.map((row) => `${row.kind} ${row.record_id}`)
}
const follow = (who: typeof rep, id: unknown, to = 'follow') => who.call(followCustomer!, { account: String(id), to })
const followed = { followings: { some: { owner: 'me' } } }

test('a customer is followed by whoever reads it, once, and no longer when he says so', async () => {
  const [one, two] = await rep.create(account, [{ name: 'Harbour' }, { name: 'Quay' }])
  await assert.rejects(follow(other, one!.id), { code: 'kernel.not-found' })
  assert.deepEqual(await follow(manager, one!.id), { isFollowed: true })
  await follow(manager, one!.id)
  assert.deepEqual(
    (await manager.list(account, { filter: followed })).map(({ id }) => id),
    [one!.id],
  )
  // Who follows is his own affair, and is made by the program alone.
  assert.equal(await rep.count(following, {}), 0)
  assert.deepEqual(await rep.list(account, { filter: followed }), [])
  await assert.rejects(rep.create(following, [{ object: 'account', account: two!.id } as never]), { code: 'kernel.forbidden' })
  assert.equal(await manager.count(following, {}), 1)
  assert.deepEqual(await follow(manager, one!.id, 'leave'), { isFollowed: false })
  assert.equal(await manager.count(following, {}), 0)
})

test('whoever follows hears of a new owner and of where it stands, as long as he may read it, and not of his own doing', async () => {
  const [one] = await rep.create(account, [{ name: 'Pier' }])
  const [hot] = await rep.create(lead, [{ name: 'Wharf', mobile: '13800138000' }])
  const id = String(one!.id)
  await follow(manager, id)
  await follow(rep, id)
  await manager.call(followLead!, { lead: String(hot!.id), to: 'follow' })
  await rep.change(account, id, { city: 'Ningbo' })
  assert.deepEqual([await told(manager), await told(rep)], [[], []])
  await rep.change(lead, String(hot!.id), { status: 'working' })
  assert.deepEqual(await told(manager), [`activities.followed-changed ${hot!.id}`])
  await manager.change(account, id, { owner: other.id })
  // The rep gave it away and does not read it any more; the manager did it himself.
  assert.deepEqual([(await told(manager)).length, await told(rep)], [1, []])
  await other.change(account, id, { owner: manager.id })
  assert.ok((await told(manager)).includes(`activities.followed-owner ${id}`))
})

test('many are followed at once, and an undo takes it back', async () => {
  const made = await rep.create(account, [{ name: 'A' }, { name: 'B' }])
  await rep.work(async (work) => {
    for (const { id } of made) await work.call(followCustomer!, { account: String(id), to: 'follow' })
  })
  assert.equal(await rep.count(account, followed), 2)
  const [set] = (await rep.changeSets()) as { id: string }[]
  await rep.undo(set!.id)
  assert.equal(await rep.count(account, followed), 0)
})
