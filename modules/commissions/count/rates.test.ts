import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exact, toNumber } from './exact.ts'
import { rateAt, slicesOf, worthOf } from './rates.ts'

const tiers = [
  { from: 100, rate: 5 },
  { from: 0, rate: 3 },
]
const shown = (way: 'flat' | 'marginal' | 'whole', before: number, counted: number) =>
  slicesOf({ way, tiers }, exact(before), exact(counted)).map((slice) => [toNumber(slice.counted), slice.rate])

test('a marginal table pays each part at the rate of its tier, up and down', () => {
  assert.deepEqual(shown('marginal', 80, 40), [
    [20, 3],
    [20, 5],
  ])
  assert.deepEqual(shown('marginal', 120, -40), [
    [-20, 5],
    [-20, 3],
  ])
  assert.deepEqual(shown('marginal', 100, 10), [[10, 5]])
  assert.equal(toNumber(worthOf(slicesOf({ way: 'marginal', tiers }, exact(80), exact(40)), exact(0.5))), 0.8)
})

test('a whole table pays at the tier that is reached, a flat one at its only rate', () => {
  assert.deepEqual(shown('whole', 80, 19.99), [[19.99, 3]])
  assert.deepEqual(shown('whole', 80, 20), [[20, 5]])
  assert.deepEqual(shown('flat', 80, 40), [[40, 3]])
  assert.equal(rateAt({ way: 'whole', tiers: [{ from: 50, rate: 9 }] }, exact(49)), 0)
})
