import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metresBetween, placeOf } from './distance.ts'

test('metres between two places, and what they mean', () => {
  const bund = { latitude: 31.2397, longitude: 121.4908 }
  const tower = { latitude: 31.2397, longitude: 121.4998 }
  assert.equal(metresBetween(bund, bund), 0)
  assert.ok(Math.abs(metresBetween(bund, tower) - 856) < 10)
  assert.ok(Math.abs(metresBetween(bund, { latitude: 39.9042, longitude: 116.4074 }) - 1_068_000) < 10_000)
  assert.deepEqual(
    [placeOf(null, null), placeOf(299, null), placeOf(900, null), placeOf(900, 650), placeOf(2_500, 100), placeOf(2_500, 600)],
    ['unknown', 'at', 'near', 'at', 'far', 'near'],
  )
})
