import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameKey, phoneKey, searchForm, toHalfWidth, toSimplified } from './normalise.ts'

test('traditional characters fold to simplified ones, alike on both sides', () => {
  assert.equal(toSimplified('華瑞科技臺灣檯颱'), '华瑞科技台湾台台')
  assert.equal(toSimplified('滙豐銀行 祕書 羣峯'), '汇丰银行 秘书 群峰')
  assert.equal(toSimplified('已经简体 abc'), '已经简体 abc')
  assert.equal(searchForm('乾隆'), searchForm('干隆'))
})

test('full-width signs become half-width and keep their places', () => {
  assert.equal(toHalfWidth('ＡＢＣ　１２３（￥）'), 'ABC 123(¥)')
  assert.equal(searchForm('ＷＭＳ　Ｍüller Café'), 'wms muller cafe')
  assert.equal(searchForm('Cafe\u0301'), 'cafe')
  const text = '華瑞ＷＭＳ（㈱）№①ﬁ𠮷'
  assert.equal(searchForm(text).length, text.length)
  const long = '華'.repeat(10_000)
  assert.equal(searchForm(long), '华'.repeat(10_000))
})

test('a company name is the same company however it is written', () => {
  const table: [string, string][] = [
    ['華瑞科技（深圳）有限公司', '华瑞科技深圳'],
    ['华瑞科技(深圳)有限责任公司', '华瑞科技深圳'],
    [' 华瑞 科技 股份有限公司 ', '华瑞科技'],
    ['华瑞（集团）股份有限公司', '华瑞'],
    ['华瑞集团', '华瑞'],
    ['华瑞公司', '华瑞'],
    ['华为技术有限公司深圳分公司', '华为技术深圳'],
    ['中国工商银行股份有限公司南山支行', '中国工商银行南山'],
    ['有限公司', '有限公司'],
    ['公司', '公司'],
    ['The Acme Widgets Co., Ltd.', 'acmewidgets'],
    ['ACME WIDGETS, INC', 'acmewidgets'],
    ['Acme Widgets S.A.', 'acmewidgets'],
    ['Müller Söhne GmbH & Co. KG', 'mullersohne'],
    ["O'Brien Holdings LLC", 'obrienholdings'],
    ['Co', 'co'],
    ['360安全有限公司', '360安全'],
    ['Huarui 华瑞 Co., Ltd', 'huarui华瑞coltd'],
    ['', ''],
    ['（）—', ''],
  ]
  for (const [name, key] of table) assert.equal(nameKey(name), key, name)
})

test('a telephone number is the same number however it is written', () => {
  const table: [string, string][] = [
    ['138 0013 8000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['0086 13800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['013800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['(0755) 2671 2345 转 801', '075526712345'],
    ['+86 755 26712345', '075526712345'],
    ['+86 (0)755 26712345', '075526712345'],
    ['010-62345678 ext. 12', '01062345678'],
    ['400-800-1234', '4008001234'],
    ['+1 (415) 555-0100', '14155550100'],
    ['12', ''],
    ['无', ''],
    ['9'.repeat(50), '9'.repeat(20)],
  ]
  for (const [text, key] of table) assert.equal(phoneKey(text), key, text)
})
