import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldMeta } from '../../data/meta-types.ts'
import {
  type Column,
  columnInTemplate,
  guessedMap,
  type Place,
  proposedMatch,
  proposedTemplate,
  readMap,
  templatePreview,
  unfed,
  withTarget,
  withTitle,
  withValue,
} from './import-map.ts'

const place = (path: string, field: Partial<FieldMeta> = {}): Place => ({
  path,
  label: path,
  isBelow: path.includes('.'),
  field: { required: false, unique: false, system: false, options: {}, ...field } as FieldMeta,
})
const places = [
  place('name', { required: true }),
  place('product', { options: { to: 'product' } }),
  place('owner', { system: true, options: { to: 'member' } }),
  place('externalId', { unique: true, system: true }),
  place('stage', { required: true, default: 'first' }),
]
const column = (name: string, field: string | null, samples: readonly string[] = []): Column => ({
  name,
  samples,
  guess: field ? { field, score: 1, why: 'name' } : null,
})
const columns = [
  column('opportunity_id', 'externalId', ['1C1I7A6R']),
  column('agent', 'owner', ['Moses']),
  column('product', 'product', ['GTX Plus Basic']),
  column('note', null),
]
const map = guessedMap(columns, places)

test('guesses make the first map; what nothing gives is known', () => {
  assert.deepEqual(map.columns, { opportunity_id: { field: 'externalId' }, agent: { field: 'owner' }, product: { field: 'product' } })
  assert.deepEqual(
    unfed(map, places).map(({ path }) => path),
    ['name'],
  )
  assert.deepEqual(proposedMatch(map, places), ['externalId'])
})

test('a title is put together from what the record is about and its key', () => {
  assert.equal(proposedTemplate(map, columns, places), '{{ product }} {{ opportunity_id }}')
  assert.equal(columnInTemplate('客户 名称'), '{{ row["客户 名称"] }}')
  const titled = withTitle(map, columns, places, 'name')
  assert.deepEqual(unfed(titled, places), [])
  assert.equal(templatePreview(titled.templates.name!.template, columns), 'GTX Plus Basic 1C1I7A6R')
  assert.equal(templatePreview('{{ row["agent"] | upcase }}-{{ gone }}', columns), 'Moses-…')
})

test('a field is fed once', () => {
  const moved = withTarget(map, 'note', { field: 'product' })
  assert.deepEqual(Object.keys(moved.columns), ['opportunity_id', 'agent', 'note'])
  assert.deepEqual(withTarget(moved, 'note', null).columns, { opportunity_id: { field: 'externalId' }, agent: { field: 'owner' } })
  const titled = withTitle(map, columns, places, 'name')
  assert.deepEqual(withTarget(titled, 'note', { field: 'name' }).templates, {})
})

test('a text is taken as another', () => {
  const changed = withValue(withValue(map, 'product', 'GTXPro', 'GTX Pro'), 'product', 'none', null)
  assert.deepEqual(changed.columns.product, { field: 'product', values: { GTXPro: 'GTX Pro', none: null } })
  assert.deepEqual(changed.columns.agent, { field: 'owner' })
})

test('a map from a file is completed and cut to the columns at hand', () => {
  const read = readMap(
    { columns: { product: 'product', gone: 'stage', agent: { field: 'owner', missing: 'create' } }, templates: { name: '{{ product }}' } },
    columns,
  )
  assert.deepEqual(read, {
    columns: { product: { field: 'product' }, agent: { field: 'owner', missing: 'create' } },
    templates: { name: { template: '{{ product }}' } },
  })
  assert.equal(readMap([], columns), undefined)
  assert.equal(readMap({ columns: 3 }, columns), undefined)
})
