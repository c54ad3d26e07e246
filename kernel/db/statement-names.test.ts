import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStatementNames } from './statement-names.ts'

test('a text keeps its name until it is forgotten, and only 500 get one', () => {
  const names = createStatementNames()
  const first = names.nameOf('SELECT 0')!
  assert.equal(names.nameOf('SELECT 0'), first)
  names.forget('SELECT 0', 'an older name')
  assert.equal(names.nameOf('SELECT 0'), first)
  names.forget('SELECT 0', first)
  assert.notEqual(names.nameOf('SELECT 0'), first)
  const given = Array.from({ length: 600 }, (_, i) => names.nameOf(`SELECT ${i}`)).filter((name) => name !== undefined)
  assert.equal(new Set(given).size, 499)
  assert.ok(given.every((name) => Buffer.byteLength(name) < 63))
})
