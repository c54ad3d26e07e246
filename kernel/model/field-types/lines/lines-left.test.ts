import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../../web/data/meta-types.ts'
import { leftOf } from './lines-left.ts'

const cny = (amount: number) => ({ amount, currency: 'CNY' })
const fills = { field: 'amount', whole: 'amount' }
const left = (whole: unknown, ...amounts: readonly unknown[]) =>
  leftOf(
    fills,
    { amount: whole },
    amounts.map((amount, i) => ({ id: `new-${i}`, amount }) as unknown as Row),
  )

test('what lines leave of the amount of their record is counted while they are typed, to nothing and below', () => {
  assert.deepEqual(left(cny(100)), cny(100))
  assert.deepEqual(left(cny(100), cny(30.1), null, cny(69.9)), cny(0))
  assert.deepEqual(left(cny(100), cny(130)), cny(-30))
  assert.equal(left(100, 40), 60)
  assert.equal(left(null, cny(40)), null)
  assert.equal(left(cny(100), { amount: 40, currency: 'USD' }), null)
})
