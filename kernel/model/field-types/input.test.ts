import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql, toStatement } from '../../db/sql.ts'
import type { FieldOptions } from '../field-type.ts'
import { fieldType } from '../field-types.ts'
import { context } from './tests/scratch.ts'
import { specimenOptions } from './tests/specimens.ts'

const parse = (kind: string, input: unknown, options: FieldOptions = specimenOptions[kind] ?? {}) =>
  fieldType(kind).parse(input, options, context)
const fromText = (kind: string, text: string, options: FieldOptions = specimenOptions[kind] ?? {}) =>
  fieldType(kind).fromText!(text, options, context)
const refuses = (kind: string, input: unknown, details: object, options?: FieldOptions) =>
  assert.throws(() => parse(kind, input, options), { code: 'kernel.bad-value', details }, `${kind} ${JSON.stringify(input)?.slice(0, 60)}`)

test('text is trimmed, composed, of one line, and no longer than allowed', () => {
  assert.equal(parse('text', ' e\u0301t\u00e9\u3000'), '\u00e9t\u00e9')
  assert.equal(parse('text', 'a\r\n\tb'), 'a b')
  assert.equal(parse('text', '😀'.repeat(200)), '😀'.repeat(200))
  refuses('text', '😀'.repeat(201), { reason: 'too-long', max: 200, length: 201 })
  refuses('text', 'abcd', { reason: 'too-long', max: 3, length: 4 }, { max: 3 })
  refuses('text', 'a\0b', { reason: 'null-byte' })
  refuses('text', '\ud83d', { reason: 'bad-unicode' })
  refuses('text', 5, { want: 'text' })
  assert.equal(parse('longText', ' a\r\nb\rc '), 'a\nb\nc')
})

describe('rich text', () => {
  const clean: Readonly<Record<string, unknown>> = {
    '<p>ok</p>': '<p>ok</p>',
    '<p></p>': null,
    '<p onclick="x()">a</p>': '<p>a</p>',
    '<img src=x onerror=alert(1)>b': 'b',
    '<script>alert(1)</script>c': 'c',
    '<style>p{}</style>d': 'd',
    '<a href="javascript:alert(1)">e</a>': '<a target="_blank" rel="noopener noreferrer nofollow">e</a>',
    '<a href="//evil.example">f</a>': '<a target="_blank" rel="noopener noreferrer nofollow">f</a>',
    '<iframe src="https://x.example"></iframe>g': 'g',
    '<p style="position:fixed">h</p>': '<p>h</p>',
    '<code class="language-js evil">i</code>': '<code class="language-js">i</code>',
    '<svg><a href="javascript:1">j</a></svg>': '<a target="_blank" rel="noopener noreferrer nofollow">j</a>',
    '1 < 2 & 3': '1 &lt; 2 &amp; 3',
  }
  for (const [html, expected] of Object.entries(clean)) test(html, () => assert.equal(parse('richText', html), expected))
  test('search finds words, not tags', () => {
    assert.deepEqual(fieldType('richText').texts!('<p>A &amp; B</p><p>&lt;c&gt;<br />d</p>'), [{ text: 'A & B\n<c>\nd', kind: 'text' }])
  })
})

test('numbers keep what they are or are refused', () => {
  const scale = { scale: 8 }
  assert.equal(parse('decimal', 0.1 + 0.2), 0.3)
  assert.equal(parse('decimal', 100000000000.1, scale), 100000000000.1)
  assert.equal(parse('decimal', '00012.50'), 12.5)
  assert.equal(parse('decimal', 1e-7, scale), 1e-7)
  assert.ok(Object.is(parse('decimal', -0), 0))
  refuses('decimal', 1.23456, { reason: 'scale', scale: 3 })
  refuses('decimal', '1.2345678901234567', { reason: 'scale', scale: 3 })
  refuses('decimal', '1234567890123.456', { reason: 'precision', digits: 15 })
  refuses('decimal', '1e5', { want: 'number' })
  refuses('decimal', '1'.repeat(22), { reason: 'too-large' })
  refuses('decimal', Number.NaN, { want: 'number' })
  refuses('decimal', 5, { reason: 'too-large', max: 4 }, { max: 4 })
  refuses('integer', '5', { want: 'integer' })
  refuses('integer', 1.5, { want: 'integer' })
  refuses('integer', 2 ** 53, { want: 'integer' })
  refuses('integer', 0, { reason: 'too-small', min: 1 }, { min: 1 })
  refuses('duration', -1, { reason: 'too-small', min: 0 })
})

test('money has an amount and a currency', () => {
  assert.deepEqual(parse('money', 1200.5), { amount: 1200.5, currency: 'CNY' })
  assert.deepEqual(parse('money', { amount: '999999999999999', currency: 'JPY' }), { amount: 999999999999999, currency: 'JPY' })
  assert.deepEqual(parse('money', { amount: 3 }), { amount: 3, currency: 'CNY' })
  refuses('money', '12345678901234.56', { reason: 'precision', digits: 15 })
  refuses('money', 123456789012.3456, { reason: 'precision', digits: 15 })
  refuses('money', { amount: 1, currency: 'XYZ' }, { want: 'currency' })
  refuses('money', { currency: 'CNY' }, { want: 'number' })
  refuses('money', { amount: 1, tax: 2 }, { want: 'money' })
  refuses('money', -1, { reason: 'too-small', min: 0 }, { min: 0 })
})

test('addresses on the web get a scheme, mail a small domain', () => {
  assert.equal(parse('webAddress', 'www.Example.com/A'), 'https://www.Example.com/A')
  assert.equal(parse('webAddress', 'example.com:8080'), 'https://example.com:8080')
  assert.equal(parse('webAddress', 'HTTP://intranet'), 'http://intranet')
  assert.equal(parse('webAddress', '例子.中国'), 'https://例子.中国')
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.com', 'word', 'https://', 'https://a b.example'])
    refuses('webAddress', bad, { want: 'webAddress' })
  refuses('webAddress', 'https://user:pass@example.com', { reason: 'credentials' })
  assert.equal(parse('email', ' Li.Wei@Mail.EXAMPLE.com '), 'Li.Wei@mail.example.com')
  for (const bad of ['x', 'x@y', 'a@b@example.com', 'a b@example.com', '.a@example.com', 'a..b@example.com', 'a@-x.com', '@example.com'])
    refuses('email', bad, { want: 'email' })
})

test('phone numbers are kept in one form, and inner lines as typed', () => {
  const forms: Readonly<Record<string, string>> = {
    '138 0013 8000': '+8613800138000',
    '８６１３８００１３８０００': '+8613800138000',
    '010-62345678转123': '+861062345678 ext. 123',
    '010-62345678-123': '+861062345678 ext. 123',
    '+1 (213) 373-4253 x5': '+12133734253 ext. 5',
    '95588': '95588',
    '8001  (A)': '',
  }
  for (const [typed, kept] of Object.entries(forms)) if (kept) assert.equal(parse('phone', typed), kept, typed)
  for (const bad of ['abc', '12', '8001 (A)', 'tel 5']) refuses('phone', bad, { want: 'phone' })
  const { toText, operators } = fieldType('phone')
  assert.equal(toText!('+8613800138000', {}, context), '138 0013 8000')
  assert.equal(toText!('+12133734253', {}, context), '+1 213 373 4253')
  const asked = (value: string, operator = 'contains') =>
    toStatement(operators[operator]!({ columns: [sql`p`], value, options: {}, context })).values
  assert.deepEqual(asked('138-0013'), ['%1380013%'])
  assert.deepEqual(asked('010 62'), ['%01062%', '%1062%'])
  assert.deepEqual(asked('010', 'startsWith'), ['010%', '8610%'])
  assert.deepEqual(asked('138 0013 8000', 'eq'), ['+8613800138000'])
})

test('a line of a Chinese address falls into its parts', () => {
  const lines: Readonly<Record<string, object>> = {
    广东省深圳市南山区科技园南路1号: { country: 'CN', province: '广东省', city: '深圳市', district: '南山区', street: '科技园南路1号' },
    上海浦东新区世纪大道100号: { country: 'CN', province: '上海市', city: '上海市', district: '浦东新区', street: '世纪大道100号' },
    '中国 518000 广东深圳南山区': { country: 'CN', province: '广东省', city: '深圳市', district: '南山区', postcode: '518000' },
    吉林市船营区: { country: 'CN', province: '吉林省', city: '吉林市', district: '船营区' },
    江苏省昆山市前进路: { country: 'CN', province: '江苏省', city: '苏州市', district: '昆山市', street: '前进路' },
    湖北省仙桃市干河街道: { country: 'CN', province: '湖北省', city: '仙桃市', street: '干河街道' },
    天津市和平路5号: { country: 'CN', province: '天津市', city: '天津市', street: '和平路5号' },
    '5 Main Street, Springfield': { street: '5 Main Street, Springfield' },
  }
  for (const [line, parts] of Object.entries(lines)) assert.deepEqual(fromText('address', line), parts, line)
  assert.deepEqual(parse('address', { province: '44', city: '4403', district: '440305', street: ' ' }), {
    province: '广东省',
    city: '深圳市',
    district: '南山区',
  })
  assert.deepEqual(parse('address', { province: 'Ontario', country: 'CA' }), { country: 'CA', province: 'Ontario' })
  assert.equal(parse('address', { street: '' }), null)
  refuses('address', { country: 'XX' }, { want: 'country' })
  refuses('address', { planet: 'Mars' }, { want: 'address' })
})

test('lists lose doubles and blanks', () => {
  assert.deepEqual(parse('tags', [' VIP', 'VIP', '', '展会']), ['VIP', '展会'])
  assert.equal(parse('tags', [' ']), null)
  refuses('tags', ['x'.repeat(41)], { reason: 'too-long', max: 40, length: 41 })
  refuses(
    'tags',
    Array.from({ length: 51 }, (_, i) => `t${i}`),
    { reason: 'too-many', max: 50, length: 51 },
  )
  refuses('tags', 'VIP', { want: 'list' })
  assert.deepEqual(parse('choices', ['blue', 'red', 'blue']), ['blue', 'red'])
  refuses('choices', ['violet'], { want: 'choice' })
  refuses('choice', 'Won', { want: 'choice' })
  refuses('choice', 'constructor', { want: 'choice' })
})

test('words stand for the person, the day and the moment', () => {
  assert.equal(parse('person', 'me'), context.memberId)
  assert.equal(parse('day', 'today'), '2026-05-20')
  assert.equal(parse('instant', 'now'), '2026-05-20T03:00:00.000Z')
  assert.equal(parse('instant', '2026-05-20T08:00+08:00'), '2026-05-20T00:00:00.000Z')
  for (const bad of ['2026-05-20', '2026-05-20T08:00', '2026-02-30T08:00Z', '9999-12-31T23:59:59-10:00'])
    refuses('instant', bad, { want: 'instant' })
})

test('days stand for the whole day of the person where moments are asked for', () => {
  const bounds = (operator: string, value: unknown) =>
    toStatement(fieldType('instant').operators[operator]!({ columns: [sql`at`], value, options: {}, context })).values
  const [from, before] = ['2026-05-19T16:00:00.000Z', '2026-05-20T16:00:00.000Z']
  assert.deepEqual(bounds('eq', '2026-05-20'), [from, before])
  assert.deepEqual(bounds('gt', 'today'), [before])
  assert.deepEqual(bounds('gte', 'today'), [from])
  assert.deepEqual(bounds('lt', '2026-05-20'), [from])
  assert.deepEqual(bounds('lte', '2026-05-20'), [before])
  assert.deepEqual(bounds('between', ['2026-05-20', '2026-05-20']), [from, before])
  assert.deepEqual(bounds('within', 'today'), [from, before])
})

test('cells of imported files are read as people write them', () => {
  const cells: readonly (readonly [string, string, unknown])[] = [
    ['integer', ' 1,234 ', 1234],
    ['integer', '１２', 12],
    ['integer', '1.5', '1.5'],
    ['decimal', '(1,200.50)', '-1200.50'],
    ['decimal', '1,5', '1,5'],
    ['percent', '12.5 %', '12.5'],
    ['percent', '30％', '30'],
    ['money', '¥1,200.50', '1200.50'],
    ['money', 'USD 100', { amount: '100', currency: 'USD' }],
    ['money', '300元', '300'],
    ['money', '€5', { amount: '5', currency: 'EUR' }],
    ['money', '-12', '-12'],
    ['money', 'abc', 'abc'],
    ['yesNo', ' 是 ', true],
    ['yesNo', 'FALSE', false],
    ['yesNo', 'perhaps', 'perhaps'],
    ['day', '2026年3月5日', '2026-03-05'],
    ['day', '2026/3/5', '2026-03-05'],
    ['instant', '2026/3/5 8:30', '2026-03-05T00:30:00.000Z'],
    ['duration', '1:30', 5400],
    ['duration', '1小时30分', 5400],
    ['choice', '贏單', 'won'],
    ['choice', 'first CONTACT', 'contact'],
    ['choice', 'nothing', 'nothing'],
    ['choices', '红; green', ['red', 'green']],
    ['tags', 'a，b,, c', ['a', 'b', 'c']],
  ]
  for (const [kind, text, expected] of cells) assert.deepEqual(fromText(kind, text), expected, `${kind} ${text}`)
})

test('automatic numbers know their period', () => {
  const values: Record<string, string> = { 'legalEntity.numberPrefix': 'SH', 'record.kind': 'sales' }
  const counted = (pattern: string) =>
    fieldType('autoNumber').counter!({ pattern }, new Date('2026-12-31T20:00:00Z'), 'Asia/Shanghai', (path) => values[path] ?? '')
  assert.deepEqual(counted('KH-{yyyy}-{000000}'), { prefix: 'KH-2027-', period: '2027', digits: 6 })
  assert.deepEqual(counted('{yy}{MM}{dd}{000}'), { prefix: '270101', period: '27-01-01', digits: 3 })
  assert.deepEqual(counted('Q{0000}'), { prefix: 'Q', period: '', digits: 4 })
  assert.deepEqual(counted('{legalEntity.numberPrefix}HT{yy}{000}'), { prefix: 'SHHT27', period: 'SH-27', digits: 3 })
  assert.deepEqual(counted('{department.code}{record.kind}-{000}'), { prefix: 'sales-', period: 'sales', digits: 3 })
  for (const pattern of ['KH', 'KH-{000}-x', '{yyy}-{00}', '{}'])
    assert.equal(fieldType('autoNumber').checkOptions!({ pattern }).length, 1, pattern)
})

test('declarations with bad options are told apart', () => {
  const faults = (kind: string, options: FieldOptions) =>
    fieldType(kind).checkOptions!(options).map(({ path, details }) => [path, details?.reason ?? details?.want])
  assert.deepEqual(faults('choice', { choices: [{ key: 'a' }, { key: 'a' }] }), [['choices', 'double']])
  assert.deepEqual(faults('choice', { choices: [] }), [['choices', 'none']])
  assert.deepEqual(faults('choice', { choices: [], from: { object: 'stage' } }), [])
  assert.deepEqual(faults('decimal', { scale: 13 }), [['scale', 'integer']])
  assert.deepEqual(faults('link', {}), [['to', 'object']])
  assert.deepEqual(faults('formula', { expression: '1 +', as: 'decimal' }), [['expression', 'syntax']])
  assert.deepEqual(faults('formula', { expression: '1', as: 'tags' }), [['as', 'kind']])
  assert.throws(() => fieldType('constructor'), { code: 'kernel.bad-value' })
})
