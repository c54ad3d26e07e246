import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'

const app = await testApp(modules)
const admin = await app.as('administrator')
/** Kinds of records that people own. */
const kinds = Object.values((await app.engine.catalogOf(app.workspace)).objects).filter(({ owned }) => owned).length

const [north, south] = (await admin.create('department', [{ name: 'North' }, { name: 'South' }])).map(({ id }) => String(id))
const head = await app.as('manager', { department: south! })
const departmentOf = async (object: string, id: unknown) =>
  ((await admin.one(object, id as string)).ownerDepartment as { id: string } | null)?.id ?? null

test('records follow their owner into another department, in the same change set, and back', async () => {
  const [mover] = await admin.create('member', [{ name: 'Mover', roles: ['rep'], department: north }])
  const owner = mover!.id as string
  const accounts = await admin.create(
    'account',
    Array.from({ length: 40 }, (_, i) => ({ name: `Moved ${i}`, owner })),
  )
  const [deal] = await admin.create('opportunity', [{ name: 'Moved deal', owner, account: accounts[0]!.id }])
  const [other] = await admin.create('account', [{ name: 'Stays' }])
  const seen = () => head.count('account', { name: { startsWith: 'Moved' } })
  assert.deepEqual([await departmentOf('account', accounts[7]!.id), await seen()], [north, 0])

  await app.atMost(9 + kinds + 1 + 1, () => admin.change('member', owner, { department: south }))
  const [move] = await admin.changeSets()
  assert.deepEqual(move!.counts, { member: { update: 1 }, account: { update: 40 }, opportunity: { update: 1 } })
  assert.deepEqual([await departmentOf('opportunity', deal!.id), await departmentOf('account', other!.id)], [south, null])
  assert.equal(await seen(), 40)

  await admin.remove('account', [accounts[39]!.id as string])
  await admin.change('account', accounts[38]!.id as string, { owner: admin.id })
  const [reassigned] = await admin.changeSets()
  await admin.undo(move!.id as string)
  assert.deepEqual(
    [await departmentOf('account', accounts[7]!.id), await departmentOf('opportunity', deal!.id), await seen()],
    [north, north, 0],
  )
  assert.equal(await departmentOf('account', accounts[38]!.id), null)

  await admin.work((work) => app.engine.writes.restore(work, 'account', accounts[39]!.id as string))
  assert.equal(await departmentOf('account', accounts[39]!.id), north)
  await admin.undo(reassigned!.id as string)
  assert.equal(await departmentOf('account', accounts[38]!.id), north)
})

test('a person without records, and a change of something else, cost nothing more', async () => {
  const [one] = await admin.create('member', [{ name: 'Alone', department: north }])
  // People are read anew, as one was just made; and was this one an administrator?
  await app.atMost(6 + 1, () => admin.change('member', one!.id as string, { title: 'Head' }))
  // The link is looked at, the value read, and one look goes into each of the kinds of records that people own.
  await app.atMost(6 + 1 + 2 + kinds, () => admin.change('member', one!.id as string, { department: south }))
})
