import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFilled } from './is-filled.ts'

test('nothing, an empty list and an amount of nothing are not filled', () => {
  for (const value of [null, undefined, '', [], { amount: 0, currency: 'CNY' }]) assert.equal(isFilled(value), false)
  for (const value of [0, false, ['x'], { amount: 3, currency: 'CNY' }, { id: 'a1', title: null }]) assert.equal(isFilled(value), true)
})
