import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { share } from '#kernel/model'
import { testApp } from '#kernel/testing'
import { customers } from '../module.ts'
import { account } from '../objects/index.ts'

const app = await testApp([customers])

test('more creations at once than there are connections: all are stored, each with a number of its own', async () => {
  const rep = await app.as('rep')
  const made = await Promise.all(Array.from({ length: 12 }, (_, i) => rep.create(account, [{ name: `At once ${i}` }])))
  assert.equal(new Set(made.map(([row]) => row!.number)).size, 12)
})

test('a parent customer is shown as it was', async () => {
  const manager = await app.as('administrator')
  const [parent] = await manager.create(account, [{ name: 'Parent then' }])
  const [child] = await manager.create(account, [{ name: 'Child', parent: parent!.id }])
  await pause(20)
  const asOf = new Date()
  await pause(20)
  await manager.change(account, String(parent!.id), { name: 'Parent now' })
  const [now] = await manager.list(account, { filter: { id: child!.id }, fields: ['parent'] })
  const [then] = await manager.list(account, { filter: { id: child!.id }, fields: ['parent'], asOf })
  assert.deepEqual(
    [now!.parent, then!.parent],
    [
      { id: parent!.id, title: 'Parent now' },
      { id: parent!.id, title: 'Parent then' },
    ],
  )
})

test('a record shared with a person is in the lists of that person', async () => {
  const manager = await app.as('manager')
  const rep = await app.as('rep')
  const [shared] = await manager.create(account, [{ name: 'Shared' }])
  await app.system.create(share, [{ object: 'account', record: shared!.id, granteeKind: 'person', grantee: rep.id }])
  const actor = await app.engine.actorOf(app.workspace, rep.id)
  const list = JSON.parse(
    await app.engine.reads.list({ workspace: app.workspace, actor }, { object: 'account', limit: 10, filter: { name: 'Shared' } }),
  )
  assert.deepEqual(
    list.rows.map((row: { id: string }) => row.id),
    [shared!.id],
  )
})
