import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inParts, sharedHundredths, whole } from './shares.ts'

test('parts of a sum make up all of it, whatever the shares', () => {
  assert.deepEqual(inParts(100, [{ share: 33.33 }, { share: 33.33 }, { share: 33.34 }]), [33.33, 33.33, 33.34])
  assert.deepEqual(inParts(0.01, [{ share: 50 }, { share: 50 }]), [0, 0.01])
  assert.deepEqual(inParts(-50, [{ share: 33.33 }, { share: 66.67 }]), [-16.66, -33.34])
  for (let i = 0; i < 500; i++) {
    const cuts = [0, ...Array.from({ length: i % 6 }, (_, k) => (i * 7919 + k * 104_729) % whole).toSorted((a, b) => a - b), whole]
    const shares = cuts.slice(1).map((cut, k) => ({ share: (cut - cuts[k]!) / 100 }))
    assert.equal(sharedHundredths(shares), whole)
    const sum = ((i * 15_485_863) % 1_000_000) / 100
    assert.equal(Math.round(inParts(sum, shares).reduce((all, part) => all + part, 0) * 100), Math.round(sum * 100), `${sum}`)
  }
})
