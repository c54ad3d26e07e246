import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type GridRow, isGroup, isTotal } from './row-kinds.ts'

test('a record with fields called total and group is a record', () => {
  const record = { id: 'a', version: 1, total: { amount: 5, currency: 'CNY' }, group: 'x', text: 'words' } as unknown as GridRow
  assert.deepEqual([isTotal(record), isGroup(record)], [false, false])
  const head: GridRow = { id: 'group x', $total: {}, text: 'X', $group: { key: 'x', isOpen: true, count: 3 } }
  assert.deepEqual([isTotal(head), isGroup(head)], [true, true])
})
