import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exact, toNumber } from './exact.ts'
import { rateAt, slicesOf, type Table, tableFor, worthOf } from './rates.ts'

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
  assert.equal(rateAt({ way: 'whole', tiers: [{ from: 50, rate: 9 }] }, exact(49)).rate, 0)
})

test('a tier at a part of the target begins at a sum of each; without a target, or with one of nothing, there is no such tier', () => {
  const accelerated: Table = {
    way: 'marginal',
    tiers: [
      { from: 0, rate: 3, ofTarget: 0 },
      { from: 0, rate: 5, ofTarget: 100 },
      { from: 0, rate: 8, ofTarget: 112.5 },
    ],
  }
  const of = (target: number | null, counted: number) =>
    slicesOf(tableFor(accelerated, target), exact(0), exact(counted)).map((slice) => [toNumber(slice.counted), slice.rate, slice.ofTarget])
  assert.deepEqual(of(80, 100), [
    [80, 3, null],
    [10, 5, 100],
    [10, 8, 112.5],
  ])
  for (const target of [null, 0]) assert.deepEqual(of(target, 100), [[100, 3, null]])
  assert.deepEqual([tableFor(accelerated, null).target, tableFor(accelerated, 80).target], [null, 80])
  assert.equal(tableFor({ way: 'marginal', tiers }, 80).target, undefined)
})
