import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { transfer, transferMany } from '#modules/customers'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales])
const [anna, ben, carl] = await Promise.all(['Anna', 'Ben', 'Carl'].map((name) => app.as('rep', { name })))
const boss = await app.as('administrator')

/** A customer of Anna's with a contact, an open and a lost deal and a task, and a deal of Carl's. */
async function company() {
  const [account] = await app.system.create('account', [{ name: `华瑞 ${Math.random()}`, stage: 'aftersales', owner: anna!.id }])
  const of = { account: account!.id }
  const [person] = await anna!.create('contact', [{ name: '赵启明', ...of }])
  const [open, lost] = await anna!.create('opportunity', [
    { name: '扩容', stage: 'solution', ...of },
    { name: '旧单', stage: 'lost', lossKind: 'price', lostToNobody: true, ...of },
  ])
  const [task] = await anna!.create('task', [{ subject: '回访', ...of }])
  const [foreign] = await boss.create('opportunity', [{ name: '别人的', owner: carl!.id, ...of }])
  const owners = async () => {
    const all = [
      ['account', account],
      ['contact', person],
      ['opportunity', open],
      ['opportunity', lost],
      ['task', task],
      ['opportunity', foreign],
    ] as const
    const rows = await Promise.all(all.map(([object, row]) => boss.one(object, String(row!.id))))
    return rows.map(({ owner }) => (owner as { title: string }).title)
  }
  return { id: String(account!.id), owners }
}

test('a customer changes hands with what was ticked of it, in one change set, and one undo takes it back', async () => {
  const { id, owners } = await company()
  const done = await anna!.call(transfer, { account: id, to: ben!.id, along: ['contact', 'opportunity.open'], keepsReading: true })
  assert.equal(done.moved, 2)
  assert.deepEqual(await owners(), ['Ben', 'Ben', 'Ben', 'Anna', 'Anna', 'Carl'])
  const row = await ben!.one('account', id)
  assert.equal(row.stage, 'aftersales', 'nothing but owners changed')
  const actor = await app.engine.actorOf(app.workspace, anna!.id)
  const seen = JSON.parse(await app.engine.reads.one({ workspace: app.workspace, actor }, { object: 'account', id }))
  assert.equal(seen.id, id, 'the former owner goes on reading')
  assert.equal(await app.system.count('share', { record: id, grantee: anna!.id, mayWrite: false }), 1, 'and only reading')
  const [set] = await boss.changeSets()
  await boss.undo(String(set!.id))
  assert.deepEqual(await owners(), ['Anna', 'Anna', 'Anna', 'Anna', 'Anna', 'Carl'])
  assert.equal(await app.system.count('share', { record: id }), 0)
})

test('several at once, without the former owner; a stranger transfers nothing, nobody receives who left', async () => {
  const [one, two] = [await company(), await company()]
  await assert.rejects(ben!.call(transfer, { account: one.id, to: ben!.id }), { code: 'kernel.not-found' })
  await assert.rejects(anna!.call(transfer, { account: one.id, to: ben!.id, along: ['invoice'] }), { code: 'customers.goes-not-along' })
  await assert.rejects(ben!.call(transferMany, { accounts: [one.id, two.id], to: ben!.id }), { code: 'kernel.not-found' })
  const wish = {
    accounts: [one.id, two.id],
    to: ben!.id,
    along: ['contact', 'opportunity.open', 'opportunity.rest', 'task.open'],
    keepsReading: false,
  }
  assert.deepEqual(await anna!.call(transferMany, wish), { accounts: 2, moved: 8 })
  assert.deepEqual(await two.owners(), ['Ben', 'Ben', 'Ben', 'Ben', 'Ben', 'Carl'])
  await assert.rejects(anna!.one('account', one.id), { code: 'kernel.not-found' })
  const [gone] = await app.system.create('member', [{ name: 'Gone', roles: ['rep'], active: false }])
  await assert.rejects(ben!.call(transfer, { account: one.id, to: gone!.id }), { code: 'customers.nobody-receives' })
})

test('of what goes along nothing stays behind, however much a customer has', async () => {
  const { id } = await company()
  await anna!.create(
    'contact',
    Array.from({ length: 2_300 }, (_, i) => ({ name: `联系人 ${i}`, account: id })),
  )
  const done = await anna!.call(transfer, { account: id, to: ben!.id, along: ['contact'], keepsReading: false })
  assert.equal(done.moved, 2_301)
  assert.equal(await app.system.count('contact', { account: id, not: { owner: ben!.id } }), 0)
})
