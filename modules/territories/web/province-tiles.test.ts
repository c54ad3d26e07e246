import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citiesOf, labelOf, squaresOf, tileOf, tiles } from './province-tiles.ts'

test('34 squares, none on another, and every way of writing a province leads to one', () => {
  assert.equal(tiles.length, 34)
  assert.equal(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size, 34)
  for (const [written, key] of [
    ['广东省', '广东'],
    ['廣東省', '广东'],
    ['Guangdong', '广东'],
    ['内蒙古自治区', '内蒙古'],
    ['Shaanxi', '陕西'],
    ['Shanxi', '山西'],
    ['Hainan', '海南'],
    ['Henan Province', '河南'],
  ] as const)
    assert.equal(tileOf(written)?.key, key, written)
  for (const { names, key } of tiles) for (const name of names) assert.equal(tileOf(name)?.key, key, name)
  const called = (locale: 'zh-CN' | 'zh-TW' | 'en') => ['广东', '内蒙古', '北京'].map((name) => labelOf(tileOf(name)!, locale))
  assert.deepEqual(
    [called('zh-CN'), called('zh-TW'), called('en')],
    [
      ['广东', '内蒙古', '北京'],
      ['廣東', '內蒙古', '北京'],
      ['Guangdong', 'Inner Mongolia', 'Beijing'],
    ],
  )
  assert.equal(tileOf(''), undefined)
  assert.equal(tileOf('Bavaria'), undefined)
})

test('customers of a province are counted together however it is written, whose most of them are first', () => {
  const [east, south] = [
    { id: 'e', title: '华东' },
    { id: 's', title: '华南' },
  ]
  const { places, elsewhere } = squaresOf(
    [
      { 'account.province': '广东省', after: east, customers: 2 },
      { 'account.province': '广东', after: south, customers: 5 },
      { 'account.province': '廣東省', after: east, customers: 1 },
      { 'account.province': null, after: null, customers: 4 },
      { 'account.province': '浙江省', after: null, customers: 3 },
    ],
    'after',
  )
  assert.equal(elsewhere, 4)
  const told = places.map(({ place, total, shares, written }) => [
    place.key,
    total,
    shares.map(({ title, customers }) => [title, customers]),
    written.length,
  ])
  assert.deepEqual(told, [
    [
      '广东',
      8,
      [
        ['华南', 5],
        ['华东', 3],
      ],
      3,
    ],
    ['浙江', 3, [[null, 3]], 1],
  ])
})

test('cities stand by how many customers they have, those without one last, however 市 is written', () => {
  const east = { id: 'e', title: '华东' }
  const cities = citiesOf(
    [
      { 'account.city': null, before: null, customers: 9 },
      { 'account.city': '杭州市', before: east, customers: 2 },
      { 'account.city': '杭州', before: null, customers: 3 },
      { 'account.city': '宁波', before: east, customers: 4 },
      { 'account.city': '津市', before: east, customers: 1 },
      { 'account.city': '津市市', before: east, customers: 1 },
    ],
    'before',
  )
  assert.deepEqual(
    cities.map(({ place, total, written, shares }) => [place, total, written, shares.length]),
    [
      ['杭州', 5, ['杭州市', '杭州'], 2],
      ['宁波', 4, ['宁波'], 1],
      ['津市', 2, ['津市', '津市市'], 1],
      ['', 9, [''], 1],
    ],
  )
})
