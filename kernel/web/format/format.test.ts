import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDates } from './dates.ts'
import { formatDuration, formatNumbers } from './numbers.ts'

test('money shrinks to 万, 亿, 萬 and K', () => {
  const zh = formatNumbers('zh-CN', 'CNY')
  assert.equal(zh.moneyShort(4_860_000), '¥486.0万')
  assert.equal(zh.moneyShort(1_250_000_000), '¥12.5亿')
  assert.equal(zh.moneyShort(-9_999), '−¥9,999')
  assert.equal(zh.moneyColumn(1_986_000), '198.6')
  assert.deepEqual([zh.moneyColumn(55), zh.moneyColumn(500), zh.moneyColumn(4_821), zh.moneyColumn(0)], ['0.0055', '0.05', '0.4821', '0.0'])
  assert.equal(zh.moneyUnit(), '万元')
  assert.equal(formatNumbers('zh-TW', 'TWD').moneyShort(20_000), '$2.0萬')
  const en = formatNumbers('en', 'CNY')
  assert.equal(en.moneyShort(860_000), '¥860K')
  assert.equal(en.moneyShort(1_680_000), '¥1.7M')
  assert.equal(en.moneyUnit(), 'CNY')
})

test('a day is called by its nearest name', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: new Date('2026-11-18T16:30:00Z') })
  const zh = formatDates('zh-CN', 'Asia/Shanghai')
  assert.equal(zh.today(), '2026-11-19')
  assert.equal(zh.dayRelative('2026-11-19'), '今天')
  assert.equal(zh.dayRelative('2026-11-18'), '昨天')
  assert.equal(zh.dayRelative('2026-11-16'), '周一')
  assert.equal(zh.dayRelative('2026-10-22'), '10月22日')
  assert.equal(zh.dayRelative('2025-10-22'), '2025年10月22日')
  assert.equal(zh.momentRelative('2026-11-18T01:42:00Z'), '昨天 09:42')
  assert.equal(formatDates('en', 'UTC').momentRelative('2026-11-18T01:42:00Z'), 'Today 01:42')
})

test('a span is told in its two largest units', () => {
  assert.equal(formatDuration('en', 7_500), '2 hr 5 min')
  assert.equal(formatDuration('zh-CN', 90_061), '1天1小时')
  assert.equal(formatDuration('en', 0), '0 sec')
})
