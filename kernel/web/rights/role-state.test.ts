import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ObjectMeta } from '../data/meta-types.ts'
import { differences, isSame, partOf, scopesOf, shownScope } from './role-state.ts'

const object = (o: Partial<ObjectMeta>): ObjectMeta => ({ owned: false, follows: [], ...o }) as ObjectMeta

test('scopes are offered that make a difference', () => {
  assert.deepEqual(scopesOf(object({ owned: true })), ['none', 'own', 'department', 'below', 'all'])
  assert.deepEqual(scopesOf(object({ follows: ['account'] })), ['none', 'own', 'all'])
  assert.deepEqual(scopesOf(object({})), ['none', 'all'])
  assert.deepEqual(
    [shownScope(object({}), 'own'), shownScope(object({}), undefined), shownScope(object({ owned: true }), 'below')],
    ['all', 'none', 'below'],
  )
})

test('a part says the same whatever it leaves out', () => {
  assert.ok(isSame({ read: 'all', create: false, fields: {}, actions: { 'sales.win': true } }, { read: 'all' }))
  assert.ok(isSame({ fields: { b: 'read', a: 'hidden' } }, { fields: { a: 'hidden', b: 'read' } }))
  for (const other of [
    { read: 'own' },
    { read: 'all', share: true },
    { read: 'all', actions: { x: false } },
    { read: 'all', wall: { a: 1 } },
  ] as const)
    assert.ok(!isSame({ read: 'all' }, other))
})

test('only what differs from the product is kept; a star stands for what is not named', () => {
  const declared = { account: { read: 'own' }, lead: { read: 'own' } } as const
  assert.deepEqual(differences({ account: { read: 'all' }, lead: { read: 'own', create: false } }, declared), { account: { read: 'all' } })
  assert.deepEqual(differences({ lead: {} }, declared), { lead: {} })
  assert.deepEqual(differences({ lead: { read: 'own' } }, null), { lead: { read: 'own' } })
  assert.deepEqual(
    [partOf({ '*': { read: 'all' }, lead: {} }, 'lead'), partOf({ '*': { read: 'all' } }, 'account'), partOf({}, 'x')],
    [{}, { read: 'all' }, {}],
  )
})
