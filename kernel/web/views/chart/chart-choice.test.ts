import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import { groupFields, groupOf, measureKey, measuresOf, readChoice, sectionOf, unitsFor, usualChart } from './chart-choice.ts'

const field = (name: string, more: Partial<FieldMeta>): FieldMeta => ({
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
const fields = [
  field('name', { sort: 'text' }),
  field('city', { sort: 'text' }),
  field('code', { sort: 'text', unique: true }),
  field('phone', { sort: 'text', right: 'masked' }),
  field('tags', { sort: 'texts', options: { choices: [] } }),
  field('start', { kind: 'day', sort: 'day', measures: ['min', 'max'] }),
  field('amount', { kind: 'money', sort: 'money', measures: ['sum', 'avg', 'min', 'max', 'median'] }),
  field('pay', { kind: 'money', sort: 'money', measures: ['sum'], right: 'masked' }),
  field('stage', { kind: 'choice', sort: 'text', options: { choices: [{ key: 'a', label: 'A' }] } }),
  field('account', { kind: 'link', sort: 'link', options: { to: 'account' } }),
]
const object = {
  name: 'project',
  title: 'name',
  fields: Object.fromEntries(fields.map((one) => [one.name, one])),
  views: {},
} as unknown as ObjectMeta

test('groups are made of fields with few values first; what is masked, unique or many at once makes none', () => {
  assert.deepEqual(
    groupFields(object).map(({ name }) => name),
    ['stage', 'account', 'start', 'city'],
  )
  assert.deepEqual(usualChart(object), { by: 'stage', measure: 'count' })
})

test('figures are those of readable columns', () => {
  assert.deepEqual(
    measuresOf(object).map(({ measure, of }) => measureKey({ measure, of: of?.name })),
    ['count', 'sum amount', 'avg amount', 'min amount', 'max amount'],
  )
})

test('a kept chart is read as it was, and without what the object no longer has', () => {
  const kept = { by: 'start', unit: 'quarter', measure: 'sum', of: 'amount' }
  assert.deepEqual(readChoice(kept, object), kept)
  assert.deepEqual(groupOf(readChoice(kept, object)!), { field: 'start', unit: 'quarter' })
  assert.deepEqual(readChoice({ ...kept, by: 'stage', of: 'gone' }, object), { by: 'stage', measure: 'count' })
  assert.equal(readChoice({ ...kept, by: 'gone' }, object), null)
  assert.equal(readChoice('stage', object), null)
})

test('a list in groups goes by months of a date, or by the unit behind the dot', () => {
  const named = (section: unknown) => {
    const found = sectionOf(object, section)
    return found && [found.field.name, found.unit]
  }
  assert.deepEqual(named('start'), ['start', 'month'])
  assert.deepEqual(named('start.fiscalYear'), ['start', 'fiscalYear'])
  assert.deepEqual(named('start.decade'), ['start', 'month'])
  assert.deepEqual(named('stage'), ['stage', undefined])
  assert.deepEqual([named('amount'), named('gone'), named(undefined)], [null, null, null])
})

test('fiscal years are offered where they are other years', () => {
  assert.deepEqual(
    [1, 4].map((month) => unitsFor(month).includes('fiscalYear')),
    [false, true],
  )
})
