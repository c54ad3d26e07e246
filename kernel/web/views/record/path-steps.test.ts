import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { closingVerb, isAtEnd, pathSteps } from './path-steps.ts'

const choices = [
  { key: 'contact', label: '初期沟通', kind: 'open', pipeline: 'p1' },
  { key: 'signing', label: '合同签约', kind: 'open', pipeline: 'p1', needs: ['account', 'amount'] },
  { key: 'renewal', label: '续约', kind: 'open', pipeline: 'p2' },
  { key: 'won', label: '赢单', kind: 'won' },
  { key: 'lost', label: '输单', kind: 'lost' },
]
const field = (name: string, options: object = {}) => ({ name, label: name, options }) as unknown as FieldMeta
const stage = field('stage', { choices })
const object = {
  name: 'opportunity',
  views: { path: 'stage', pathLeft: 'diedAt' },
  fields: { stage, pipeline: field('pipeline', { to: 'pipeline' }), account: field('account', { to: 'account' }), amount: field('amount') },
} as unknown as ObjectMeta
const deal = (values: object): Row => ({ id: 'd1', pipeline: { id: 'p1', title: '' }, ...values })
const states = (row: Row) => pathSteps(object, stage, row).map(({ option, state }) => `${option.key} ${state}`)

test('a path shows the steps of the record, done ones before where it stands', () => {
  assert.deepEqual(states(deal({ stage: 'signing' })), ['contact done', 'signing now', 'won ahead', 'lost ahead'])
  assert.deepEqual(states(deal({ stage: 'won' })), ['contact done', 'signing done', 'won now', 'lost ahead'])
  assert.deepEqual(states(deal({ stage: 'lost' })), ['contact ahead', 'signing ahead', 'won ahead', 'lost now'])
  assert.deepEqual(states(deal({ stage: 'lost', diedAt: 'signing' })), ['contact done', 'signing died', 'won ahead', 'lost now'])
  assert.deepEqual(states(deal({ stage: 'lost', diedAt: 'renewal' })), ['contact ahead', 'signing ahead', 'won ahead', 'lost now'])
  assert.deepEqual(states(deal({ stage: 'won', diedAt: 'signing' })), ['contact done', 'signing done', 'won now', 'lost ahead'])
  assert.equal(isAtEnd(object, deal({ stage: 'lost' })), true)
  assert.equal(isAtEnd(object, deal({ stage: 'contact' })), false)
  assert.deepEqual(choices.map(closingVerb), [undefined, undefined, undefined, 'win', 'lose'])
  assert.equal(closingVerb({ key: 'void', label: '作废', kind: 'lost', verb: 'void' }), 'void')
})
