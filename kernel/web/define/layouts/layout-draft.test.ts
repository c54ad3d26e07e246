import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveField, toBody, toDraft } from './layout-draft.ts'

const now = {
  form: [
    { section: 'basic', rows: [['name'], ['budget', 'spent']] },
    { section: 'more', rows: [['note']], shownWhen: 'budget > 1' },
  ],
  list: { columns: ['name', 'budget'], sort: '-updatedAt' },
  path: 'stage',
}

test('a layout goes into a draft and back', () => {
  const draft = toDraft(null, now)
  assert.deepEqual(
    draft.sections.map(({ key, columns, fields }) => [key, columns, fields]),
    [
      ['basic', 2, ['name', 'budget', 'spent']],
      ['more', 1, ['note']],
    ],
  )
  const body = toBody(draft)
  assert.deepEqual(body.form[0]!.rows, [['name', 'budget'], ['spent']])
  assert.equal(body.form[1]!.shownWhen, 'budget > 1')
  assert.deepEqual([body.list, body.board, body.path], [{ columns: ['name', 'budget'], sort: '-updatedAt' }, null, 'stage'])
  assert.deepEqual([body.panels, body.hiddenPanels], [null, null], 'nothing is said of panels before somebody moves one')
})

test('a field stands in one section only', () => {
  const { sections } = toDraft(null, now)
  const fieldsOf = (list: typeof sections) => list.map(({ fields }) => fields)
  assert.deepEqual(fieldsOf(moveField(sections, 'spent', { section: 'more', before: 'note' })), [
    ['name', 'budget'],
    ['spent', 'note'],
  ])
  assert.deepEqual(fieldsOf(moveField(sections, 'name', { section: 'basic', before: null })), [['budget', 'spent', 'name'], ['note']])
  assert.deepEqual(fieldsOf(moveField(sections, 'note', null)), [['name', 'budget', 'spent'], []])
})
