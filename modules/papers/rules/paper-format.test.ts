import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paperFormat } from './paper-format.ts'

test('a day in a column stands on one line: short in each language', () => {
  const days = (['zh-CN', 'zh-TW', 'en'] as const).map((locale) => {
    const format = paperFormat(locale, 'CNY')
    return [format.day('2026-11-07'), format.shortDay('2026-11-07'), format.shortDay(null)]
  })
  assert.deepEqual(days, [
    ['2026年11月7日', '2026/11/07', ''],
    ['2026年11月7日', '2026/11/07', ''],
    ['November 7, 2026', 'Nov 7, 2026', ''],
  ])
})
