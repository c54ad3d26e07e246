import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastDue } from './due.ts'

const due = (every: 'day' | 'week', hour: number, now: string, zone: string) => lastDue({ every, hour }, new Date(now), zone).toISOString()

test('a daily plan asks at its hour of the workspace, today or yesterday', () => {
  assert.equal(due('day', 2, '2026-03-10T03:30:00Z', 'UTC'), '2026-03-10T02:00:00.000Z')
  assert.equal(due('day', 2, '2026-03-10T01:59:59Z', 'UTC'), '2026-03-09T02:00:00.000Z')
  assert.equal(due('day', 2, '2026-03-10T02:00:00Z', 'UTC'), '2026-03-10T02:00:00.000Z')
  assert.equal(due('day', 2, '2026-03-10T17:59:00Z', 'Asia/Shanghai'), '2026-03-09T18:00:00.000Z')
  assert.equal(due('day', 0, '2026-03-10T15:59:00Z', 'Asia/Shanghai'), '2026-03-09T16:00:00.000Z')
  assert.equal(due('day', 23, '2026-03-10T00:10:00Z', 'Asia/Taipei'), '2026-03-09T15:00:00.000Z')
})

test('a weekly plan asks on Mondays', () => {
  assert.equal(due('week', 4, '2026-03-11T00:00:00Z', 'UTC'), '2026-03-09T04:00:00.000Z')
  assert.equal(due('week', 4, '2026-03-09T03:59:00Z', 'UTC'), '2026-03-02T04:00:00.000Z')
})

test('a day that jumps over the hour asks at the next one, a day that has it twice asks once', () => {
  // In Berlin 02:00 does not exist on this day: 03:00 is 01:00 UTC.
  assert.equal(due('day', 2, '2026-03-29T10:00:00Z', 'Europe/Berlin'), '2026-03-29T01:00:00.000Z')
  // And on this one it comes twice, at 00:00 and at 01:00 UTC.
  assert.equal(due('day', 2, '2026-10-25T10:00:00Z', 'Europe/Berlin'), '2026-10-25T00:00:00.000Z')
})
