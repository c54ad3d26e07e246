import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrder } from './in-order.ts'

test('the same view in another order is not changed, another filter is', () => {
  const now = {
    chart: { by: 'stage', measure: 'sum', of: 'amount' },
    filter: { amount: { lt: 9, gt: 1 }, stage: { in: ['a', 'b'] } },
    q: undefined,
  }
  const kept = { filter: { stage: { in: ['a', 'b'] }, amount: { gt: 1, lt: 9 } }, chart: { of: 'amount', measure: 'sum', by: 'stage' } }
  assert.equal(inOrder({ ...now, saved: 'v1', asOf: '2026-01-01' }), inOrder(kept))
  assert.notEqual(inOrder(now), inOrder({ ...kept, filter: { stage: { in: ['b', 'a'] }, amount: { gt: 1, lt: 9 } } }))
  assert.notEqual(inOrder(now), inOrder({ ...kept, q: 'x' }))
})
