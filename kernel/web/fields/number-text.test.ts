import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNumberText } from './number-text.ts'

test('numbers are read as people of Chinese and English write them', () => {
  const cases: readonly (readonly [string, number | null | undefined])[] = [
    ['', null],
    ['  ', null],
    ['1,234.5', 1234.5],
    ['１２３', 123],
    ['35万', 350_000],
    ['3.5w', 35_000],
    ['3.5 W', 35_000],
    ['1.2亿', 120_000_000],
    ['1億2000萬', 120_000_000],
    ['3万5000', 35_000],
    ['200k', 200_000],
    ['2m', 2_000_000],
    ['0.07万', 700],
    ['−12', -12],
    ['(12.5)', -12.5],
    ['abc', undefined],
    ['12abc', undefined],
    ['5000万3亿', undefined],
    ['1.2.3', undefined],
    ['-', undefined],
  ]
  for (const [text, number] of cases) assert.equal(readNumberText(text), number, text)
})
