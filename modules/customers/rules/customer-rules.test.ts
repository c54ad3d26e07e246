import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleContext, RulesDef } from '#kernel/model'
import { accountRules } from './account-rules.ts'
import { contactRules } from './contact-rules.ts'
import { leadRules } from './lead-rules.ts'

const context: RuleContext = {
  today: '2030-05-20',
  now: '2030-05-20T04:00:00.000Z',
  memberId: 'me',
  currency: 'CNY',
  option: () => undefined,
}
type Row = Record<string, unknown>

const stored = (rules: RulesDef, given: Row, before: Row | null = null): Row => {
  const row = { ...before, ...given }
  return { ...row, ...rules.derive(row, before, context) }
}
const codesOf = (rules: RulesDef, given: Row, before: Row | null = null) =>
  rules.check(stored(rules, given, before), before, context).map((issue) => issue.code)

test('only organisations have a head count, only persons a gender', () => {
  assert.deepEqual(codesOf(accountRules, { kind: 'person', headcount: 3 }), ['customers.headcount-needs-company'])
  assert.deepEqual(codesOf(accountRules, { kind: 'company', gender: 'female' }), ['customers.gender-needs-person'])
  assert.deepEqual(codesOf(accountRules, { kind: 'company', headcount: 3 }), [])
  assert.deepEqual(codesOf(accountRules, { kind: 'person', gender: 'male' }), [])
})

test('nobody is his own parent or superior', () => {
  assert.deepEqual(codesOf(accountRules, { kind: 'company', id: 'a', parent: 'a' }), ['customers.own-parent'])
  assert.deepEqual(codesOf(contactRules, { id: 'a', reportsTo: 'a' }), ['customers.reports-to-self'])
})

test('a birthday lies in the past', () => {
  assert.deepEqual(codesOf(contactRules, { birthday: '2030-05-21' }), ['customers.birthday-in-future'])
  assert.deepEqual(codesOf(contactRules, { birthday: '2030-05-20' }), [])
})

const working = { status: 'working', name: 'Ada', company: 'Acme' }
const converted = { ...working, status: 'qualified', account: 'a', contact: 'c', convertedAt: '2030-01-01T00:00:00.000Z' }

const codesAs = (more: Partial<RuleContext>, given: Row, before: Row | null = null) =>
  leadRules.check(stored(leadRules, given, before), before, { ...context, ...more }).map((issue) => issue.code)

test('a lead is qualified by conversion only, and then dated', () => {
  const made = { status: 'qualified', account: 'a', contact: 'c' }
  assert.deepEqual(codesOf(leadRules, { status: 'qualified' }, working), ['customers.lead-needs-conversion'])
  assert.deepEqual(codesOf(leadRules, made, working), ['customers.lead-needs-conversion'])
  assert.deepEqual(codesAs({ mayImport: () => true }, made, working), ['customers.lead-needs-conversion'])
  assert.deepEqual(codesAs({ isSystem: true }, made, working), [])
  assert.equal(stored(leadRules, { status: 'qualified', account: 'a' }, working).convertedAt, context.now)
})

test('a new lead says who it is and how to reach him, and begins as new', () => {
  const fresh = { status: 'new' }
  assert.deepEqual(codesOf(leadRules, { ...fresh, mobile: '1' }), ['customers.lead-needs-name'])
  assert.deepEqual(codesOf(leadRules, { ...fresh, name: 'Ada' }), ['customers.lead-needs-reach'])
  for (const way of ['mobile', 'phone', 'email', 'im']) assert.deepEqual(codesOf(leadRules, { ...fresh, name: 'Ada', [way]: 'x' }), [])
  assert.equal(stored(leadRules, { ...fresh, company: 'Acme', im: 'x' }).name, 'Acme')
  assert.deepEqual(codesOf(leadRules, { status: 'working', name: 'Ada', im: 'x' }), ['customers.lead-begins-new'])
  assert.deepEqual(codesOf(leadRules, { status: 'qualified', account: 'a', name: 'Ada', im: 'x' }), ['customers.lead-needs-conversion'])
  assert.deepEqual(codesOf(leadRules, { remark: 'x' }, { ...working, mobile: null }), [], 'one who is there may be edited')
})

test('a lead from another system may arrive qualified, and without a way to be reached', () => {
  assert.deepEqual(codesAs({ mayImport: () => true }, { status: 'qualified', name: 'Old' }), [])
  assert.deepEqual(codesAs({ mayImport: () => true }, { status: 'working' }), ['customers.lead-needs-name'])
})

test('a converted lead stays converted and keeps who it was, but may be handed over', () => {
  assert.deepEqual(codesOf(leadRules, { status: 'working' }, converted), ['customers.lead-stays-converted'])
  assert.deepEqual(codesOf(leadRules, { name: 'Eve' }, converted), ['customers.lead-is-read-only'])
  assert.deepEqual(codesOf(leadRules, { owner: 'someone', remark: 'x' }, converted), [])
})

test('disqualifying needs a reason, "other" a note; working again clears the recall day', () => {
  assert.deepEqual(codesOf(leadRules, { status: 'disqualified' }, working), ['customers.disqualify-needs-reason'])
  assert.deepEqual(codesOf(leadRules, { status: 'disqualified', disqualifiedReason: 'noNeed' }, working), [])
  assert.deepEqual(codesOf(leadRules, { status: 'disqualified', disqualifiedReason: 'other' }, working), [
    'customers.disqualify-needs-note',
  ])
  const gone = { ...working, status: 'disqualified', disqualifiedReason: 'noNeed', recallOn: '2030-08-01' }
  assert.equal(stored(leadRules, { status: 'working' }, gone).recallOn, null)
})
