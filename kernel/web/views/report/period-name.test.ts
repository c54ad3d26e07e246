import assert from 'node:assert/strict'
import { test } from 'node:test'
import en from '../../locales/en.json' with { type: 'json' }
import zhCN from '../../locales/zh-CN.json' with { type: 'json' }
import zhTW from '../../locales/zh-TW.json' with { type: 'json' }
import { periodName } from './period-name.ts'

const texts = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
const named = (day: string, unit: string, { locale, month = 4 }: Readonly<{ locale: keyof typeof texts; month?: number }>) =>
  periodName(day, unit, {
    format: { locale, fiscalMonth: month },
    say: (key, values = {}) =>
      (texts[locale] as Record<string, string>)[key]!.replace(/{{(\w+)}}/g, (_: string, name: string) => String(values[name])),
  })

test('a fiscal year is named after the year it begins in, its quarters are counted from there', () => {
  const name = (day: string, unit: string) => named(day, unit, { locale: 'en' })
  assert.deepEqual([name('2026-04-01', 'fiscalYear'), name('2026-04-01', 'fiscalQuarter')], ['FY2026', 'FY2026 Q1'])
  assert.equal(name('2027-01-01', 'fiscalQuarter'), 'FY2026 Q4')
  assert.deepEqual([name('2026-04-01', 'quarter'), name('2026-01-01', 'year')], ['2026 Q2', '2026'])
  assert.equal(named('2026-01-01', 'fiscalQuarter', { locale: 'en', month: 1 }), 'FY2026 Q1')
  assert.equal(named('2027-02-01', 'fiscalQuarter', { locale: 'zh-CN', month: 11 }), '2026财年第2季度')
  assert.equal(named('2026-04-01', 'fiscalYear', { locale: 'zh-TW' }), '2026會計年度')
})
