import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOversize } from './check-size.ts'

const lines = (count: number, line = 'go()') => Array.from({ length: count }, () => line).join('\n')
const rules = (path: string, text: string, exempt = {}) => findOversize([{ path, text }], exempt).map(({ rule, at }) => `${rule} ${at}`)

test('a file of the right size and name passes', () => {
  assert.deepEqual(rules('kernel/query/to-sql.ts', `// Why\nexport function toSql(a: string, b: number) {\n${lines(78)}\n}`), [])
})

test('comments and blank lines are no code', () => {
  assert.deepEqual(rules('kernel/a.ts', `${lines(400)}\n${lines(200, '// because')}\n\n\n/* and\nso\non */`), [])
  assert.deepEqual(rules('kernel/a.ts', lines(401)), ['file-lines kernel/a.ts'])
})

test('long functions, many parameters and loose options are found, wherever they stand', () => {
  assert.deepEqual(rules('app/a.ts', `const build = () => {\n${lines(79)}\n}`), ['function-lines app/a.ts:build'])
  assert.deepEqual(rules('app/a.ts', 'class A { run(a: 1, b: 2, c: 3, d: 4, e: 5) {} }'), ['parameters app/a.ts:run'])
  assert.deepEqual(rules('app/a.ts', `const x = (o: { ${'abcdefghi'.split('').join(': 1; ')}: 1 }) => o`), ['options app/a.ts:x'])
  assert.deepEqual(rules('app/web/a.tsx', `export function A() {\nreturn <div>\n${lines(80, '<p>x</p>')}\n</div>}`), [
    'function-lines app/web/a.tsx:A',
  ])
})

test('names that say nothing are found', () => {
  assert.deepEqual(rules('kernel/query/utils.ts', 'go()'), ['file-name kernel/query/utils.ts'])
  assert.deepEqual(rules('kernel/query/a-very-long-file-name.ts', 'go()'), ['file-name kernel/query/a-very-long-file-name.ts'])
  assert.deepEqual(rules('kernel/query/toSql.ts', 'go()'), ['file-name kernel/query/toSql.ts'])
  assert.deepEqual(rules('kernel/query/index.ts', 'go()'), ['index-file kernel/query/index.ts'])
  assert.deepEqual(rules('app/a.ts', 'function handleRow() {}\nconst processRows = () => 1\nclass RowHelper {}'), [
    'name app/a.ts:handleRow',
    'name app/a.ts:processRows',
    'name app/a.ts:RowHelper',
  ])
  assert.deepEqual(rules('app/a.ts', 'const handler = () => 1\nfunction seedManagers() {}'), [])
})

test('deep and crowded folders are found', () => {
  assert.deepEqual(rules('kernel/model/field-types/text/text.ts', 'go()'), [])
  assert.deepEqual(rules('modules/sales/web/a/b/c/d.ts', 'go()'), ['depth modules/sales/web/a/b/c'])
  const crowd = Array.from({ length: 26 }, (_, i) => ({ path: `kernel/query/f${i}.ts`, text: 'go()' }))
  assert.deepEqual(
    findOversize(crowd).map(({ at }) => at),
    ['kernel/query'],
  )
})

test('branching on the kind of a field belongs to the field types', () => {
  assert.deepEqual(rules('kernel/query/a.ts', "if (field.kind === 'link') go()"), ['kind-branch kernel/query/a.ts'])
  assert.deepEqual(rules('kernel/query/a.ts', "switch (row.field.kind) { case 'x': go() }"), ['kind-branch kernel/query/a.ts'])
  assert.deepEqual(rules('kernel/model/field-types/link/link.ts', "if (field.kind === 'link') go()"), [])
  assert.deepEqual(rules('kernel/query/a.ts', "if (filter.kind === 'and') go()"), [])
})

test('any needs a reason and stays rare', () => {
  const reasoned = '// any: the driver promises nothing\nlet x: any'
  assert.deepEqual(rules('app/a.ts', reasoned), [])
  assert.deepEqual(rules('app/a.ts', 'go()\nlet x: any'), ['any app/a.ts'])
  assert.deepEqual(rules('app/a.ts', `${reasoned}\n${reasoned}`), ['any .'])
})

test('an exemption by name holds, and an idle one is found', () => {
  assert.deepEqual(rules('kernel/a.ts', lines(401), { 'file-lines': ['kernel/a.ts'] }), [])
  assert.deepEqual(rules('kernel/a.ts', lines(4), { 'file-lines': ['kernel/a.ts'] }), ['exemption kernel/a.ts'])
})
