import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flowOf, freshKey, isComplete, moved, newFlow, newStep, readyDraft, toSteps } from './flow-draft.ts'

test('steps get keys that none has, move, and are sent without what is empty', () => {
  const one = newStep([], 'One')
  const two = newStep([one], 'Two')
  assert.deepEqual([one.key, two.key], ['s1', 's2'])
  assert.equal(freshKey([two, { key: 's3' }]), 's4')
  assert.deepEqual(moved(['a', 'b', 'c'], 2, -1), ['a', 'c', 'b'])
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(toSteps([{ ...one, when: ' ', commentNeeded: false }]), [one])
})

test('a flow is complete with a title, an object and steps that ask somebody', () => {
  const step = newStep([], 'One')
  const whole = { ...newFlow('Large deals'), object: 'opportunity', steps: [step] }
  assert.equal(isComplete(whole), true)
  assert.equal(isComplete({ ...whole, occasion: 'action' }), false)
  assert.equal(isComplete({ ...whole, steps: [{ ...step, approvers: { kind: 'people', people: [] } }] }), false)
  assert.equal(isComplete({ ...whole, steps: [] }), false)
  const stored = flowOf({ id: 'x', version: 1, title: 'T', object: 'account', occasion: { key: 'create' }, steps: [step] } as never)
  assert.deepEqual([stored.occasion, stored.steps, stored.watched, stored.many], ['create', [step], [], false])
})

test('a flow that is ready becomes a whole draft: a superior decides, then the roles named, and it may be saved as it is', () => {
  const draft = readyDraft({ of: 'receipt', action: 'payments.refund', roles: ['finance'] }, 'Refund', ['Superior', 'Finance'])
  assert.deepEqual(
    [draft.object, draft.occasion, draft.action, draft.condition, isComplete(draft)],
    ['receipt', 'action', 'payments.refund', null, true],
  )
  assert.deepEqual(
    draft.steps.map(({ key, name, approvers }) => [key, name, approvers.kind]),
    [
      ['s1', 'Superior', 'superior'],
      ['s2', 'Finance', 'role'],
    ],
  )
})
