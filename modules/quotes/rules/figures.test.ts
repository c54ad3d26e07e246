import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counting, figuresOf, type LineInput, spread } from './figures.ts'

const sums = (lines: readonly LineInput[], terms = {}) => {
  const { net, tax, gross, cost } = figuresOf(lines, terms)
  return { net, tax, gross, cost }
}

test('sums are those of the rounded lines, with tax in the prices or on top of them', () => {
  const lines = [
    { quantity: 3, price: 33.335, taxRate: 13, cost: 10 },
    { quantity: 1, price: 1.005, taxRate: 6, cost: 0.335 },
  ]
  // 100.01 (100.005 up) holds 11.51 of tax; 1.01 holds 0.06.
  assert.deepEqual(sums(lines), { net: 8850 + 95, tax: 1151 + 6, gross: 10001 + 101, cost: 3000 + 34 })
  assert.deepEqual(sums(lines, { taxMode: 'onTop' }), { net: 10102, tax: 1300 + 6, gross: 10102 + 1306, cost: 3034 })
})

test('each position may say for itself whether its price holds the tax; what is said adds up beside net and gross', () => {
  const lines = [
    { quantity: 1, price: 113, taxRate: 13 },
    { quantity: 1, price: 100, taxRate: 13, taxMode: 'onTop' },
    { quantity: 1, price: 106, taxRate: 6, taxMode: 'inPrice' },
  ]
  const { net, tax, gross, said } = figuresOf(lines, {})
  assert.deepEqual([net, tax, gross, said], [30000, 1300 + 1300 + 600, 33200, 31900])
  // Where the whole is on top, only what says otherwise holds its tax.
  const onTop = figuresOf(lines, { taxMode: 'onTop' })
  assert.deepEqual([onTop.net, onTop.tax, onTop.gross], [11300 + 10000 + 10000, 1469 + 1300 + 600, 12769 + 11300 + 10600])
  const off = figuresOf(lines, { handDiscount: 31.9 })
  assert.deepEqual([off.said, off.lines.map((line) => line!.said)], [28710, [10170, 9000, 9540]])
})

test('what is taken off by hand is spread by value, and the parts add up to it', () => {
  assert.deepEqual(spread([10000, 10000, 10000], 100), [34, 33, 33])
  assert.deepEqual(spread([0, 1, 99999], 5000), [0, 0, 5000])
  assert.deepEqual(spread([100, 200], 1_000), [100, 200])
  assert.deepEqual(spread([], 5), [])
  for (let seed = 1; seed < 200; seed += 1) {
    const amounts = Array.from({ length: (seed % 7) + 1 }, (_, i) => (seed * 7919 * (i + 1)) % 100_003)
    const total = amounts.reduce((sum, one) => sum + one, 0)
    const off = (seed * 104_729) % (total + 1)
    const shares = spread(amounts, off)
    assert.equal(
      shares.reduce((sum, one) => sum + one, 0),
      off,
    )
    assert.ok(
      shares.every((share, i) => share >= 0 && share <= amounts[i]!),
      `${amounts} less ${off}`,
    )
  }
  const off = sums(
    [
      { price: 100, taxRate: 13 },
      { price: 50, taxRate: 13 },
    ],
    { handDiscount: 0.01 },
  )
  assert.equal(off.gross, 14999)
})

test('headings and options are outside of the sum until they are chosen; an alternative takes the place of its position', () => {
  const lines = [
    { kind: 'heading' },
    { kind: 'item', price: 100 },
    { kind: 'alternative', price: 80, isChosen: true },
    { kind: 'alternative', price: 70 },
    { kind: 'item', price: 10 },
    { kind: 'optional', price: 5 },
    { kind: 'optional', price: 3, isChosen: true },
  ]
  assert.deepEqual(counting(lines), [false, false, true, false, true, false, true])
  assert.equal(sums(lines).gross, 9300)
})

test('a cost that is missing on a line that counts makes the whole unknown', () => {
  assert.equal(sums([{ price: 1, cost: 1 }, { price: 1 }]).cost, null)
  assert.equal(
    sums([
      { price: 1, cost: 1 },
      { price: 1, kind: 'optional' },
    ]).cost,
    100,
  )
})
