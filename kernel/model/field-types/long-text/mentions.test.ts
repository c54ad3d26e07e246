import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentionedIn, mentionParts, toMark, withoutMarks } from './mentions.ts'
import { withMarks } from './with-marks.ts'

const wang = { name: '王小明', person: '01a22376-4e36-7496-9d76-4a538cfadf3f' }
const long = { name: '王小明明', person: '01a22376-4e95-76ae-9a40-ba48f91a16f6' }

test('a text with marks is read in parts, without them, and by whom it names', () => {
  const text = `请 ${toMark(wang)} 和 ${toMark(long)} 看，${toMark(wang)}！`
  assert.deepEqual(mentionParts(text), ['请 ', wang, ' 和 ', long, ' 看，', wang, '！'])
  assert.equal(withoutMarks(text), '请 @王小明 和 @王小明明 看，@王小明！')
  assert.deepEqual(mentionedIn(text), [wang.person, long.person])
  for (const plain of ['', 'a@b.com', '@[x](no-id)', '@[](01a22376-4e36-7496-9d76-4a538cfadf3f)', '[x](y)'])
    assert.deepEqual(mentionedIn(plain), [])
  assert.deepEqual(mentionedIn(null), [])
})

test('what is typed gets its marks back, the longer name first', () => {
  const known = new Map([wang, long].map(({ name, person }) => [name, person]))
  const text = `请 ${toMark(wang)} 和 ${toMark(long)} 看 @别人`
  assert.equal(withMarks(withoutMarks(text), known), text)
  assert.equal(withMarks('@王小明', new Map()), '@王小明')
})

test('brackets in a name do not break its mark', () => {
  assert.deepEqual(mentionedIn(toMark({ name: 'A [old] B', person: wang.person })), [wang.person])
})
