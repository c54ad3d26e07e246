import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStatementNames } from './statement-names.ts'

/** The name of a text that was asked before. */
const nameIn = (names: ReturnType<typeof createStatementNames>, text: string): string => (names.nameOf(text) ?? names.nameOf(text))!

test('a text gets a name when it comes back, and keeps it until it is forgotten', () => {
  const names = createStatementNames()
  assert.equal(names.nameOf('SELECT 0'), undefined)
  const first = names.nameOf('SELECT 0')!
  assert.ok(Buffer.byteLength(first) < 63)
  assert.equal(names.nameOf('SELECT 0'), first)
  names.forget('SELECT 0', 'an older name')
  assert.equal(names.nameOf('SELECT 0'), first)
  names.forget('SELECT 0', first)
  assert.notEqual(nameIn(names, 'SELECT 0'), first)
})

test('the 500 asked last keep theirs, however many came before; what is asked once takes nobody’s place', () => {
  const names = createStatementNames()
  const early = nameIn(names, 'SELECT early')
  const busy = nameIn(names, 'SELECT busy')
  for (let i = 0; i < 600; i += 1) {
    assert.equal(names.nameOf(`SELECT once ${i}`), undefined)
    assert.equal(names.nameOf('SELECT busy'), busy)
  }
  assert.equal(names.nameOf('SELECT early'), early)
  for (let i = 0; i < 600; i += 1) {
    nameIn(names, `SELECT ${i}`)
    assert.equal(names.nameOf('SELECT busy'), busy)
  }
  assert.equal(names.nameOf('SELECT early'), undefined)
})
