import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionMeta, FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import { actionInput, planMove } from './moves.ts'

const field = (name: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  name,
  kind: 'text',
  label: name,
  required: false,
  readOnly: false,
  unique: false,
  system: false,
  options: {},
  operators: [],
  sortable: true,
  right: 'write',
  ...more,
})
const action = (name: string, inputs: readonly FieldMeta[]): ActionMeta => ({
  name,
  label: name,
  many: false,
  input: Object.fromEntries(inputs.map((one) => [one.name, one])),
})
const choices = [
  { key: 'first', label: 'First', kind: 'open' },
  { key: 'second', label: 'Second', kind: 'open', needs: ['amount'] },
  { key: 'won', label: 'Won', kind: 'won' },
  { key: 'lost', label: 'Lost', kind: 'lost' },
]
const deal = (actions: readonly ActionMeta[]) =>
  ({ name: 'deal', fields: { stage: field('stage', { options: { choices } }), amount: field('amount') }, actions }) as unknown as ObjectMeta
const verbs = [
  action('sales.advance', [field('stage'), field('remark')]),
  action('sales.win', [field('closedOn')]),
  action('sales.lose', [field('reason', { required: true }), field('until')]),
]

test('a card moves by the verb of its object, and by the field where there is none', () => {
  assert.equal(planMove(deal(verbs), 'stage', 'first', 'second')?.action?.name, 'sales.advance')
  assert.equal(planMove(deal(verbs), 'stage', 'first', 'won')?.action?.name, 'sales.win')
  assert.equal(planMove(deal([]), 'stage', 'first', 'won')?.action, null)
  assert.equal(planMove(deal(verbs), 'stage', 'won', 'lost')?.action, null)
  assert.equal(planMove(deal(verbs), 'stage', 'first', 'first'), undefined)
})

test('only a verb with something required asks first', () => {
  assert.deepEqual(
    planMove(deal(verbs), 'stage', 'first', 'lost')?.asks.map(({ name }) => name),
    ['reason', 'until'],
  )
  assert.deepEqual(planMove(deal(verbs), 'stage', 'first', 'won')?.asks, [])
})

test('the target stands in the input where the verb takes it', () => {
  const advance = planMove(deal(verbs), 'stage', 'first', 'second')
  assert.deepEqual(advance && actionInput(advance, 'stage', {}), { stage: 'second' })
  const lose = planMove(deal(verbs), 'stage', 'first', 'lost')
  assert.deepEqual(lose && actionInput(lose, 'stage', { reason: 'price' }), { reason: 'price' })
})
