import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDayText } from './read-day-text.ts'

test('days are read as people write them', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['2026-11-18', '2026-11-18'],
    ['2026/1/5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['12-25', '2026-12-25'],
    ['12月25日', '2026-12-25'],
    ['明天', '2026-11-24'],
    ['yesterday', '2026-11-22'],
    ['2026-02-30', undefined],
    ['13-40', undefined],
    ['soon', undefined],
  ]
  for (const [text, day] of cases) assert.equal(readDayText(text, '2026-11-23'), day, text)
})
