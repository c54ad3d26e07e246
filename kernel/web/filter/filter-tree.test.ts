import assert from 'node:assert/strict'
import { test } from 'node:test'
import { both, group, replaceAt, toJson, toTree } from './filter-tree.ts'

const isField = (path: string) => path !== 'contacts'
const roundTrip = (json: Record<string, unknown>) => toJson(toTree(json, isField))

test('what can be drawn comes back as it was', () => {
  for (const json of [
    {},
    { stage: 'won' },
    { amount: { gte: 5, lt: 10 } },
    { or: [{ stage: 'won' }, { amount: { gte: 5 }, name: { contains: 'x' } }] },
    { not: { or: [{ stage: 'won' }, { stage: 'lost' }] } },
    { contacts: { some: { isPrimary: true } }, name: { contains: '华' } },
    { stage: { in: ['a', 'b'] }, 'account.province': { in: ['广东'] } },
  ]) {
    assert.deepEqual(roundTrip(json), json)
  }
})

test('two conditions on one field stand side by side, or in an and where they would hide each other', () => {
  const condition = (operator: string, value: unknown) => ({ type: 'condition', path: 'amount', operator, value }) as const
  assert.deepEqual(toJson(group([condition('gte', 1), condition('lt', 9)])), { amount: { gte: 1, lt: 9 } })
  assert.deepEqual(toJson(group([condition('ne', 1), condition('ne', 2)])), { amount: { ne: 1 }, and: [{ amount: { ne: 2 } }] })
})

test('a condition without operand asks nothing yet', () => {
  const open = { type: 'condition', path: 'name', operator: 'contains', value: undefined } as const
  assert.deepEqual(toJson(group([open, group([open], 'or')])), {})
})

test('both filters hold', () => {
  assert.deepEqual(both({ owner: 'me' }, { owner: 'x' }), { owner: 'me', and: [{ owner: 'x' }] })
  assert.deepEqual(both({}, { a: 1 }), { a: 1 })
})

test('a node is replaced or taken out at its place', () => {
  const tree = toTree({ a: 1, or: [{ b: 2 }, { c: 3 }] }, isField)
  assert.deepEqual(toJson(replaceAt(tree, [1, 0], null)), { a: 1, c: 3 })
  assert.deepEqual(toJson(replaceAt(tree, [0], null)), { or: [{ b: 2 }, { c: 3 }] })
})
