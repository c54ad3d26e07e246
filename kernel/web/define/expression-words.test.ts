import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromWords, toWords } from './expression-words.ts'

const fields = [
  { name: 'budget', label: '预算' },
  { name: 'spent', label: 'Money spent' },
  { name: 'size', label: 'Size' },
]

test('fields are called by their labels, and back', () => {
  const expression = `budget > 0 ? round(spent / budget, 2) : size("budget") + 1`
  const words = toWords(expression, fields)
  assert.equal(words, `{预算} > 0 ? round({Money spent} / {预算}, 2) : size("budget") + 1`)
  assert.equal(fromWords(words, fields), expression)
})

test('a label that nobody has stays readable', () => {
  assert.equal(fromWords('{nothing} + 1', fields), 'nothing + 1')
})
