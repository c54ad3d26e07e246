import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import { Problem } from '../../data/problem.ts'
import { gateOf, missingAt, missingFields } from './gate.ts'

const field = (name: string, readOnly = false) => ({ name, label: name, readOnly, options: {} }) as unknown as FieldMeta
const object = {
  name: 'deal',
  fields: { account: field('account'), amount: field('amount'), value: field('value', true) },
} as unknown as ObjectMeta
const signing = { key: 'signing', label: 'Signing', needs: ['account', 'amount', 'nothing'] }
const row = { id: 'd1', account: { id: 'a1', title: '华瑞' }, amount: { amount: 0, currency: 'CNY' } }

test('a step names what it asks for and what the record lacks', () => {
  assert.deepEqual(
    missingAt(object, signing, row).map(({ name }) => name),
    ['amount'],
  )
  assert.deepEqual(missingAt(object, { key: 'contact', label: 'Contact' }, row), [])
})

test('what a refusal names is found among the fields', () => {
  const names = (problem: Parameters<typeof missingFields>[1]) => missingFields(object, problem).map(({ name }) => name)
  assert.deepEqual(names({ issues: [], more: { missing: ['amount', 'nothing'] } }), ['amount'])
  assert.deepEqual(names({ issues: [{ path: 'amount' }, { path: 'amount' }], more: {} }), ['amount'])
  assert.deepEqual(names({ issues: [], more: {} }), [])
})

test('a refusal is a gate where a person can fill in what it names', () => {
  const refusal = (status: number, path: string) =>
    new Problem(status, { code: 'kernel.invalid', issues: [{ path, code: 'x', detail: '' }] })
  const asks = (problem: Problem) => gateOf(object, problem, { row, to: signing })?.asks.map(({ name }) => name)
  assert.deepEqual(asks(refusal(422, 'amount')), ['amount'])
  assert.equal(asks(refusal(422, 'value')), undefined)
  assert.equal(asks(refusal(400, 'amount')), undefined)
})
