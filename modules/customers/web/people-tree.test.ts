import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '#kernel/web'
import { idsWithin, peopleTree } from './people-tree.ts'

const person = (id: string, reportsTo: object | null) => ({ id, reportsTo }) as unknown as Row

test('people stand below their superiors; one out of reach is a box without a name', () => {
  const [boss, other, veiled] = peopleTree([
    person('boss', null),
    person('sales', { id: 'boss', title: 'Boss' }),
    person('clerk', { id: 'sales', title: 'Sales' }),
    person('guest', { id: 'elsewhere', title: 'At another customer' }),
    person('agent', { id: null, title: null, hidden: true }),
  ])
  assert.deepEqual(idsWithin(boss!), ['boss', 'sales', 'clerk'])
  assert.deepEqual([other!.key, veiled!.row, idsWithin(veiled!)], ['guest', null, ['agent']])
})
