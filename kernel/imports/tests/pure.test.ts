import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conceptsOf, kinship } from '../guess/concepts.ts'
import { readMap, readMatch, readOptions } from '../plan/import-map.ts'
import { parseTemplate, renderTemplate } from '../plan/render-template.ts'
import { likeness, mostLike } from '../report/similar.ts'

test('names of columns mean the same in any of the three languages', () => {
  const same: [string, string][] = [
    ['sales_agent', '负责人'],
    ['Company Name', '公司名稱'],
    ['mobilePhone', '手机号码'],
    ['close-date', '结束时间'],
    ['E-Mail', '电子邮件'],
  ]
  for (const [a, b] of same) assert.deepEqual([...conceptsOf(a)].toSorted(), [...conceptsOf(b)].toSorted(), `${a} and ${b}`)
  const about = conceptsOf('opportunity')
  assert.ok(kinship(conceptsOf('deal_stage'), conceptsOf('阶段'), about) > 0.9)
  assert.ok(kinship(conceptsOf('phone'), conceptsOf('fax'), about) < 0.5)
  assert.equal(kinship(conceptsOf('???'), conceptsOf('name'), about), 0)
})

test('a text is likened to candidates by its letters', () => {
  assert.deepEqual(mostLike('GTXPro', ['GTX Basic', 'GTX Pro', 'GTX Plus Pro']), { value: 'GTX Pro', score: 0.93 })
  assert.equal(likeness('ＡＣＭＥ', 'acme'), 1)
  assert.equal(mostLike('量子', ['苹果', '橙子汽水厂']), null)
  assert.equal(mostLike('', []), null)
})

test('a map is completed, or refused with all its faults', () => {
  assert.deepEqual(readMap({ columns: { a: 'name', b: { field: 'owner', missing: 'create' } } }), {
    columns: { a: { field: 'name' }, b: { field: 'owner', missing: 'create' } },
    templates: {},
  })
  const bad = {
    columns: { a: 1, b: { field: 'x', missing: 'no', values: { y: 2 } }, c: { field: 'x', currency: 'yuan', other: 1 } },
    templates: { n: {} },
    more: 1,
  }
  assert.throws(
    () => readMap(bad),
    ({ code, issues }: { code: string; issues: { path: string }[] }) => {
      assert.equal(code, 'kernel.bad-import')
      assert.deepEqual(
        issues.map((issue) => issue.path),
        [
          'more',
          'columns.a',
          'columns.a.field',
          'columns.b.missing',
          'columns.b.values.y',
          'columns.c.other',
          'columns.c.currency',
          'templates.n.template',
        ],
      )
      return true
    },
  )
  assert.throws(() => readMap([]), { code: 'kernel.bad-import' })
  assert.deepEqual(readMatch('externalId, name'), ['externalId', 'name'])
  assert.throws(() => readMatch(['a', 'a']), { code: 'kernel.bad-import' })
  assert.equal(readOptions({ blank: 'clear' }).onMatch, 'update')
  assert.throws(() => readOptions({ blank: 'maybe' }), { code: 'kernel.bad-import' })
})

test('a template has so much time of the processor, not of the wall', () => {
  const parsed = parseTemplate('{{ row.name }}{{ row.name }}')!
  let waits = 2
  const row = {
    get name() {
      // The thread rests for longer than a row may take, as on a machine that has other things to do.
      if (waits-- > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150)
      return 'x'
    },
  }
  assert.equal(renderTemplate(parsed, row), 'xx')
  const endless = parseTemplate(
    '{% for i in row.rows %}{% for j in (1..900) %}{% for k in (1..900) %}{{ k }}{% endfor %}{% endfor %}{% endfor %}',
  )!
  assert.throws(() => renderTemplate(endless, { rows: 'x' }), { code: 'kernel.bad-import', details: { reason: 'bad-template' } })
})
