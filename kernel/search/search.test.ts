import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainHit } from './explain.ts'
import { readSearch } from './query.ts'
import { readingsOf } from './readings.ts'
import { searchTerms, TERMS_AT_MOST, type TermKind } from './terms.ts'

/** What the database does with the two: every word in one of its ways, every term of a way present. */
function finds(q: string, texts: readonly string[], kinds: readonly TermKind[] = []): boolean {
  const lexemes = searchTerms(texts, kinds)
  const has = (lexeme: string, isPrefix: boolean) => lexemes.some((one) => (isPrefix ? one.startsWith(lexeme) : one === lexeme))
  const search = readSearch(q)
  return (
    search.kind !== 'nothing' && search.words.every((word) => word.ways.some((way) => way.every((term) => has(term.lexeme, term.isPrefix))))
  )
}

test('a company is found by each way of asking for it', () => {
  const name = ['深圳市華瑞科技有限公司', 'WMS 上线 Microsoft Dynamics']
  const found = [
    '华瑞',
    '華瑞',
    '瑞',
    '司',
    '华瑞科技',
    '市华瑞',
    'HR',
    'hrkj',
    'szshr',
    'huarui',
    'HuaRui',
    'huaruikeji',
    'hua rui',
    'ruike',
    '华瑞 wms',
    '华瑞wms',
  ]
  const more = ['wm', 'ｗｍｓ', 'micro', 'soft', 'crosoft', 'dynamics 华瑞', '科技 深圳', 'szshrkjyxgs', 'keji', '深圳市华瑞科技有限公司']
  for (const q of [...found, ...more]) assert.ok(finds(q, name), q)
  const missed = ['华科', '瑞华', '瑞技', '华瑞q', 'huaruix', 'hrkx', 'wmsx', 'zmicro', 'ft', '深圳市瑞', '华瑞 上海', '', '()', "'"]
  for (const q of missed) assert.ok(!finds(q, name), q)
})

test('pairs alone do not prove three in a row', () => {
  assert.ok(!finds('瑞科技', ['华瑞科 科技']))
  assert.ok(!finds('华瑞科技', ['华瑞科学 瑞丰科技']))
})

test('polyphones are read as in names and places', () => {
  const spoken = (text: string) => readingsOf(Array.from(text)).join(' ')
  assert.equal(spoken('重庆厦门长沙成都'), 'chong qing xia men chang sha cheng du')
  assert.equal(spoken('中国银行音乐朝阳'), 'zhong guo yin hang yin yue chao yang')
  assert.equal(spoken('绿吕女'), 'lv lv nv')
  assert.equal(spoken('欧阳娜娜'), 'ou yang na na')
  for (const [q, name] of [
    ['zengxiaoxian', '曾小贤'],
    ['zxx', '曾小贤'],
    ['cxx', '曾小贤'],
    ['shan', '单田芳'],
    ['qiuying', '仇英'],
    ['xie', '解晓东'],
    ['zha', '查良镛'],
    ['ouyang', '欧阳修'],
  ] as const) {
    assert.ok(finds(q, [name]), `${q} ${name}`)
  }
  assert.ok(!finds('zeng', ['曾经沧海餐饮有限公司']), 'a company is no person')
  assert.ok(finds('lüse', ['绿色家园']) && finds('lvse', ['绿色家园']) && finds('müller', ['Müller']) && finds('Muller', ['Müller']))
})

test('telephone numbers are found from both ends and however they are grouped', () => {
  const row = [
    ['张伟', '+86 138-0013-8000, 0755-2671 2345'],
    ['text', 'phone'],
  ] as const
  for (const q of [
    '138 0013',
    '13800138000',
    '+86 13800138000',
    '8000',
    '1380',
    '0755 2671',
    '26712345',
    '张 8000',
    '138-0013-8000',
    'zw 138',
  ])
    assert.ok(finds(q, ...row), q)
  for (const q of ['0013', '1390', '38001', '80', '张 9000']) assert.ok(!finds(q, ...row), q)
})

test('codes are found by their parts, whole, and by their last digits', () => {
  const row = [
    ['KH-2026-000123', 'zhang.wei@huarui.com'],
    ['code', 'code'],
  ] as const
  for (const q of ['KH-2026-000123', 'kh2026000123', 'kh2026', '000123', '123', 'kh 2026', 'huarui', 'zhang.wei', 'wei@huarui.com'])
    assert.ok(finds(q, ...row), q)
  assert.ok(!finds('kh 2027', ...row))
})

test('digits in groups are a number, or words of a name', () => {
  assert.ok(finds('2026 05', ['计划 2026 05']))
  assert.ok(!finds('2026 06', ['计划 2026 05']))
})

test('lexemes are few, short, without doubles and safe in any text', () => {
  const wild = "O'Brien \\ \"quoted\" \u0000 null :* & | ! <-> 'x':* 中\u3000文'引号 𠮷野家 한국어 ひらがな 😀 \ud800 x"
  const texts = [wild, 'x'.repeat(100_000), '字'.repeat(100_000), Array.from({ length: 500 }, (_, i) => `词${i}句`).join(' ')]
  for (const text of texts) {
    const terms = searchTerms([text, '标题'])
    assert.ok(terms.length <= TERMS_AT_MOST && new Set(terms).size === terms.length)
    for (const term of terms) {
      assert.ok(term.length <= 60 && term.length > 0 && term.isWellFormed(), term)
      assert.match(term, /^(?:[gpistr]\/)?[\p{L}\p{N}\p{M}]+$/u)
    }
    const { lexemes } = readSearch(text)
    assert.match(lexemes, /^(?:'[\p{L}\p{N}\p{M}/]+'(?::\*)?|[()&| ])+$/u)
  }
  assert.deepEqual(searchTerms([]), [])
  assert.deepEqual(searchTerms(['', '()']), [])
})

test('where there is too much, the title stays findable in every way', () => {
  const row = [
    '深圳市华瑞科技有限公司',
    '说明'.repeat(10) + Array.from({ length: 400 }, (_, i) => String.fromCharCode(0x4e00 + i * 7)).join(''),
  ]
  for (const q of ['华瑞科技', 'hrkj', 'huarui', '公司']) assert.ok(finds(q, row), q)
})

test('a question says what it is', () => {
  const table = [
    ['', 'nothing'],
    ['  ', 'nothing'],
    ['瑞', 'character'],
    ['华瑞', 'characters'],
    ['hr', 'letters'],
    ['138', 'digits'],
    ['138 0013', 'digits'],
    ['华瑞 wms', 'mixed'],
    ['a b', 'mixed'],
  ]
  for (const [q, kind] of table) assert.equal(readSearch(q!).kind, kind, q)
  assert.equal(readSearch('华瑞').lexemes, "'华瑞'")
  assert.equal(readSearch('瑞').lexemes, "'瑞':*")
  assert.equal(readSearch('华瑞科技').lexemes, "'g/华瑞科' & 'g/瑞科技'")
  assert.equal(readSearch('華瑞 wms').lexemes, "'华瑞' & ('wms':* | 's/wms':* | 'i/wms':* | 'p/wms':*)")
  assert.equal(
    readSearch('hrkjyxgs').words[0]!.ways.some((way) => way.length === 2),
    true,
  )
})

test('a hit says where and by what', () => {
  const shown = (q: string, text: string) =>
    explainHit(q, text)
      .map((hit) => `${text.slice(hit.from, hit.to)}:${hit.by}`)
      .join(' ')
  const name = '深圳市華瑞科技（南山）有限公司'
  assert.equal(shown('华瑞', name), '華瑞:text')
  assert.equal(shown('huarui', name), '華瑞:pinyin')
  assert.equal(shown('huaruike', name), '華瑞科:pinyin')
  assert.equal(shown('huar', name), '華瑞:pinyin')
  assert.equal(shown('hrkj', name), '華瑞科技:initials')
  assert.equal(shown('kjns', name), '科技（南山:initials')
  assert.equal(shown('南山 华瑞', name), '華瑞:text 南山:text')
  assert.equal(shown('华瑞 上海', name), '華瑞:text')
  assert.equal(shown('zxx', '曾小贤'), '曾小贤:initials')
  assert.equal(shown('soft', 'Microsoft Software'), 'Soft:text')
  assert.equal(shown('crosoft', 'Microsoft'), 'crosoft:text')
  assert.equal(shown('138 0013', '+86 138-0013-8000'), '138-0013:phone')
  assert.equal(shown('13800138', '138-0013-8000'), '138-0013-8:phone')
  assert.equal(shown('华瑞 瑞科', name), '華瑞:text')
  assert.equal(shown('上海', name), '')
  assert.equal(shown('', name), '')
})
