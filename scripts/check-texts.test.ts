import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareKeys, compareTexts, type languages, readTextFolders } from './check-texts.ts'
import { simplifiedOnly, traditionalOnly } from './chinese-scripts.ts'

type Written = Record<(typeof languages)[number], Record<string, string>>

const folder = (texts: Written) => ({
  folder: 'kernel/locales',
  texts: {
    en: new Map(Object.entries(texts.en)),
    'zh-CN': new Map(Object.entries(texts['zh-CN'])),
    'zh-TW': new Map(Object.entries(texts['zh-TW'])),
  },
})
const complaints = (texts: Written) => compareTexts(folder(texts)).map(({ at, what }) => `${at.replace('kernel/locales/', '')} ${what}`)

test('three complete languages pass, with one plural form in Chinese', () => {
  const texts = {
    en: { rows_one: 'One record', rows_other: '{{count}} records', hello: 'Hello {{ name }}' },
    'zh-CN': { rows_other: '{{count}} 条记录', hello: '{{name}}，您好' },
    'zh-TW': { rows_other: '{{count}} 筆資料', hello: '{{name}}，您好' },
  }
  assert.deepEqual(complaints(texts), [])
})

test('missing and empty texts and lost placeholders are found', () => {
  assert.deepEqual(complaints({ en: { a: 'A', b: 'B {{x}}' }, 'zh-CN': { a: ' ', b: '乙 {{x}}' }, 'zh-TW': { b: '乙' } }), [
    'zh-CN.json:a is empty',
    'zh-TW.json:a is missing',
    'zh-TW.json:b has placeholders {}, en has {x}',
  ])
  assert.deepEqual(complaints({ en: {}, 'zh-CN': { a: '甲' }, 'zh-TW': { a: '甲' } }), ['en.json:a is missing'])
})

test('mainland words and characters of the other script are found', () => {
  assert.deepEqual(complaints({ en: { a: 'A' }, 'zh-CN': { a: '導入数据' }, 'zh-TW': { a: '導入数据' } }), [
    'zh-TW.json:a writes 数 据 in simplified form',
    'zh-TW.json:a says 導入, Taiwan says 匯入',
    'zh-CN.json:a writes 導 in traditional form',
  ])
  assert.deepEqual(complaints({ en: { a: 'A' }, 'zh-CN': { a: '大数据' }, 'zh-TW': { a: '大數據與使用者，佔比' } }), [])
})

test('characters that both scripts write are foreign to neither', () => {
  assert.deepEqual(simplifiedOnly('台灣公里核准若干游標群組'), [])
  assert.deepEqual(traditionalOnly('台湾公里批准若干乾坤著作'), [])
  assert.deepEqual(simplifiedOnly('后台发票'), ['后', '发'])
})

test('keys that nobody wrote and texts that nobody uses are found', () => {
  const folders = [folder({ en: { used: 'U', rows_one: '1', rows_other: 'n', idle: 'I' }, 'zh-CN': {}, 'zh-TW': {} })]
  assert.deepEqual(
    compareKeys(['used', 'rows', 'lost'], folders).map(({ at, what }) => `${at} ${what}`),
    ['lost is used, but no locale file has it', 'kernel/locales/en.json:idle is used nowhere'],
  )
})

test('locale folders are found at every depth, nested keys read flat', async () => {
  const root = await mkdtemp(join(tmpdir(), 'zhike-texts-'))
  await mkdir(join(root, 'modules/sales/locales'), { recursive: true })
  await mkdir(join(root, 'kernel/web/locales'), { recursive: true })
  await writeFile(join(root, 'modules/sales/locales/en.json'), '{ "a": { "b": "deep" }, "c": "flat" }')
  await writeFile(join(root, 'kernel/web/locales/zh-TW.json'), '{ "x": "甲" }')
  const [web, sales] = readTextFolders(root)
  await rm(root, { recursive: true })
  assert.equal(web?.folder, 'kernel/web/locales')
  assert.deepEqual([...(web?.texts['zh-TW'] ?? [])], [['x', '甲']])
  assert.deepEqual(
    [...(sales?.texts.en ?? [])],
    [
      ['a.b', 'deep'],
      ['c', 'flat'],
    ],
  )
})
