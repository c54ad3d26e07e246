import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Part, spreadOf } from './spread.ts'

const part = (figure: number | null, weight = 1): Part => ({ figure, weight, isNone: false })
const none = (figure: number, weight = 1): Part => ({ figure, weight, isNone: true })
const apart = (parts: readonly Part[], isTotal: boolean) => Number(spreadOf(parts, isTotal).apart.toFixed(4))

test('counts and sums: alike is 0, all in one group is 1, however many groups there are', () => {
  assert.equal(apart([part(5), part(5), part(5)], true), 0)
  assert.equal(apart([part(10), part(0)], true), 1)
  assert.equal(apart([part(10), part(0), part(0), part(0)], true), 1)
  // Of 100, 40 would have to move, and no more than 50 could.
  assert.equal(apart([part(90), part(10)], true), 0.8)
  assert.equal(apart([part(10), part(90)], true), 0.8)
  assert.ok(apart([part(70), part(30)], true) < apart([part(80), part(20)], true))
})

test('ratios and averages: a group weighs what it is a figure of', () => {
  assert.equal(apart([part(0.5, 10), part(0.5, 90)], false), 0)
  // All ten wins came from half of the deals: half of them would have to come from the other half.
  assert.equal(apart([part(0.2, 50), part(0, 50)], false), 0.5)
  const small = apart([part(0.5, 97), part(1, 3)], false)
  const large = apart([part(0.5, 50), part(1, 50)], false)
  assert.ok(small > 0 && small < large, `${small} ${large}`)
  assert.equal(spreadOf([part(0.2, 50), part(0, 50)], false).mean, 0.1)
})

test('what is not filled in is no group, and takes its share away', () => {
  assert.equal(apart([part(90), part(10), none(100)], true), 0.4)
  assert.equal(apart([part(100), none(900)], true), 0)
  assert.equal(apart([none(900)], true), 0)
})

test('nothing to say, nothing to divide by and losses', () => {
  assert.deepEqual(spreadOf([], true), { apart: 0, mean: null })
  assert.equal(apart([part(null, 10), part(0.3, 10)], false), 0)
  assert.equal(apart([part(0), part(0)], true), 0)
  const loss = apart([part(-100), part(100)], true)
  assert.ok(loss > 0 && loss <= 1, String(loss))
})
