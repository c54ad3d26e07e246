import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountInWords } from './amount-in-words.ts'

test('amounts in Chinese words, as papers write them', () => {
  const pairs: readonly [number, string][] = [
    [0, '零元整'],
    [0.05, '伍分'],
    [0.5, '伍角整'],
    [1, '壹元整'],
    [10, '壹拾元整'],
    [10.01, '壹拾元零壹分'],
    [1002.3, '壹仟零贰元叁角整'],
    [1020.34, '壹仟零贰拾元叁角肆分'],
    [10_000, '壹万元整'],
    [10_001, '壹万零壹元整'],
    [100_500, '壹拾万零伍佰元整'],
    [110_000.5, '壹拾壹万元伍角整'],
    [1_000_000, '壹佰万元整'],
    [10_001_000, '壹仟万壹仟元整'],
    [20_000_300, '贰仟万零叁佰元整'],
    [100_000_000, '壹亿元整'],
    [100_000_001, '壹亿零壹元整'],
    [100_010_000, '壹亿零壹万元整'],
    [123_456_789.12, '壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分'],
    [1_000_000_000_000, '壹万亿元整'],
    [0.1 + 0.2, '叁角整'],
    [-3, '负叁元整'],
  ]
  for (const [amount, words] of pairs) assert.equal(amountInWords(amount, 'zh-CN'), words, String(amount))
  assert.equal(amountInWords(26_380.5, 'zh-TW'), '貳萬陸仟參佰捌拾元伍角整')
  assert.equal(amountInWords(1_000_000_000_000, 'zh-TW'), '壹兆元整')
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, 1e16]) assert.equal(amountInWords(none, 'zh-CN'), null)
})
