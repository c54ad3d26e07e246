import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsWords, joinWall, splitWall } from './wall-state.ts'

test('a wall is what it says of the person, and a filter beside it', () => {
  const wall = { ownerDepartment: { in: '$departments' }, owner: '$me', province: '广东', or: [{ a: 1 }, { b: 2 }] }
  const { own, filter } = splitWall(wall)
  assert.deepEqual(own, ['ownerDepartment $departments', 'owner $me'])
  assert.deepEqual(filter, { province: '广东', or: [{ a: 1 }, { b: 2 }] })
  assert.deepEqual(joinWall({ own, filter }), wall)
})

test('nothing said is no wall', () => {
  assert.deepEqual(splitWall(null), { own: [], filter: {} })
  assert.equal(joinWall({ own: [], filter: {} }), null)
})

test('a field asked of the person and of something else keeps both', () => {
  assert.deepEqual(joinWall({ own: ['owner $me'], filter: { owner: { empty: false } } }), {
    owner: '$me',
    and: [{ owner: { empty: false } }],
  })
})

test('words deeper inside are found: such a wall is written as text', () => {
  assert.ok(holdsWords({ or: [{ owner: '$me' }, { province: '广东' }] }))
  assert.ok(!holdsWords({ name: { contains: '$ money' } }))
})
