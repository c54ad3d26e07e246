import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '../module.ts'
import { keepAllReaders } from '../open-to-parent.ts'

const app = await testApp([customers])
const [head, next, local] = [
  await app.as('rep', { name: '总部' }),
  await app.as('rep', { name: '继任' }),
  await app.as('rep', { name: '当地' }),
]
const admin = await app.as('administrator')
type Person = typeof head
const customer = async (person: Person, name: string, more: object = {}) =>
  String((await person.create('account', [{ name: `${name} ${Math.random()}`, ...more }]))[0]!.id)
/** As whoever signs in now: that something is shared with a person is known to his session. */
const finds = async (person: Person, object: string, id: string) => {
  const actor = await app.engine.actorOf(app.workspace, person.id)
  const { rows } = JSON.parse(await app.engine.reads.list({ workspace: app.workspace, actor }, { object, limit: 10, filter: { id } }))
  return rows.length === 1
}
const reads = (person: Person, id: string) => finds(person, 'account', id)

test('a subsidiary that says so is read by the owner of its parent, with what hangs on it, and nobody opens one that is not his', async () => {
  const group = await customer(head, '集团')
  const child = await customer(local, '子公司')
  const below = await customer(local, '孙公司', { parent: child, openToParent: true })
  await admin.change('account', child, { parent: group })
  const [contact] = await local.create('contact', [{ name: '王敏', account: child }])
  assert.equal(await reads(head, child), false)
  await assert.rejects(head.change('account', child, { openToParent: true }), { code: 'kernel.not-found' })
  await local.change('account', child, { openToParent: true })
  assert.deepEqual([await reads(head, child), await reads(head, below), await reads(next, child)], [true, false, false])
  assert.equal(await finds(head, 'contact', String(contact!.id)), true)
  await assert.rejects(head.change('account', child, { remark: 'x' }), /kernel\.(forbidden|not-found)/)
  await admin.change('account', group, { owner: next.id })
  assert.deepEqual([await reads(head, child), await reads(next, child)], [false, true])
  await local.change('account', child, { openToParent: false })
  assert.equal(await reads(next, child), false)
})

test('a share by hand outlives the switch, and a removed parent opens nothing after the night', async () => {
  const group = await customer(head, '集团')
  const [kept, lost] = [await customer(local, '甲'), await customer(local, '乙')]
  await app.system.create('share', [{ object: 'account', record: kept, granteeKind: 'person', grantee: head.id }])
  for (const id of [kept, lost]) await admin.change('account', id, { parent: group, openToParent: true })
  assert.deepEqual([await reads(head, kept), await reads(head, lost)], [true, true])
  await admin.remove('account', [group])
  await app.system.work(keepAllReaders)
  assert.deepEqual([await reads(head, kept), await reads(head, lost)], [true, false])
})
