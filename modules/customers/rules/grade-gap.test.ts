import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksOf } from './grade-gap.ts'

const row = {
  annualRevenue: { amount: '300', currency: 'CNY' },
  headcount: null,
  industry: 'food',
  tags: ['VIP'],
  isKey: false,
  owner: { id: 'a', title: 'A' },
}
const told = (filter: object) => checksOf(filter, row).map(({ field, holds, gap }) => [field, holds, gap])

test('conditions of a grade stand beside the values that they look at, with what is missing to a number', () => {
  assert.deepEqual(told({ annualRevenue: { gte: 500 }, industry: 'food' }), [
    ['annualRevenue', false, 200],
    ['industry', true, null],
  ])
  assert.deepEqual(told({ and: [{ headcount: { gt: 50 } }, { tags: { in: ['VIP', 'A'] } }, { isKey: { eq: true } }, { owner: 'a' }] }), [
    ['headcount', false, 50],
    ['tags', true, null],
    ['isKey', false, null],
    ['owner', true, null],
  ])
  assert.deepEqual(told({ annualRevenue: { lte: 250 }, industry: { empty: true } }), [
    ['annualRevenue', false, 50],
    ['industry', false, null],
  ])
})

test('what is said of other records, or with "or" and "not", is not claimed to be known', () => {
  assert.deepEqual(told({ or: [{ isKey: true }], 'parent.grade': 'A', orders: { some: {} }, industry: { startsWith: 'f' } }), [
    ['or', null, null],
    ['parent.grade', null, null],
    ['orders', null, null],
    ['industry', null, null],
  ])
})
