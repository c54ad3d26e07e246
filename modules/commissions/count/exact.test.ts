import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare, exact, minus, per, percentOf, plus, rounded, times, toNumber, total } from './exact.ts'

test('thirds add up to the whole, and halves are rounded away from zero', () => {
  const third = per(exact(100), exact(3))
  assert.equal(toNumber(total([third, third, third])), 100)
  assert.deepEqual(
    [0.005, -0.005, 1.004999, 2.675].map((value) => toNumber(rounded(exact(value), 2))),
    [0.01, -0.01, 1, 2.68],
  )
})

test('what binary fractions lose is kept', () => {
  assert.equal(toNumber(plus(exact(0.1), exact(0.2))), 0.3)
  assert.equal(toNumber(rounded(percentOf(exact(1.15), 50), 2)), 0.58)
  assert.equal(toNumber(times(exact(999_999_999.99), exact(1.0001))), 1_000_099_999.989999)
  assert.equal(compare(minus(exact(0.3), exact(0.1)), exact(0.2)), 0)
})
