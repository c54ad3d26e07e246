import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fiscalPeriodOf, fiscalYear } from './fiscal.ts'
import { addWorkingMinutes, isWorkTime, readHours, type WorkHours, workDays, workingMinutes } from './work-time.ts'

const usual = readHours('09:00-12:00, 13:00-18:00')!
/** Week of Monday 2026-09-28; the national holiday begins on Thursday, and the Sunday before it was worked. */
const hours: WorkHours = {
  week: [usual, usual, usual, usual, usual, [], []],
  days: new Map([
    ['2026-09-27', usual],
    ['2026-10-01', []],
    ['2026-10-02', []],
    ['2026-10-05', []],
  ]),
  timeZone: 'Asia/Shanghai',
}
const at = (text: string) => new Date(`${text}:00+08:00`)

test('hours are read as people write them, and refused where they overlap or run backwards', () => {
  assert.deepEqual(readHours('9:00—12:30；13:30至18:00'), [
    { from: 540, to: 750 },
    { from: 810, to: 1080 },
  ])
  assert.deepEqual(readHours('00:00-24:00'), [{ from: 0, to: 1440 }])
  assert.deepEqual(readHours(''), [])
  for (const wrong of ['9-12', '12:00-09:00', '09:00-12:00, 11:00-13:00', '09:00-25:00', '09:60-10:00'])
    assert.equal(readHours(wrong), null)
})

test('working minutes leave out noon, nights, weekends and holidays, and count a Sunday that is worked', () => {
  assert.equal(workingMinutes(hours, at('2026-09-28T11:30'), at('2026-09-28T13:30')), 60)
  assert.equal(workingMinutes(hours, at('2026-09-27T10:00'), at('2026-09-28T10:00')), 7 * 60 + 60)
  assert.equal(workingMinutes(hours, at('2026-09-30T17:00'), at('2026-10-06T09:30')), 60 + 30)
  assert.equal(workingMinutes(hours, at('2026-09-28T12:00'), at('2026-09-28T11:00')), 0)
  assert.equal(isWorkTime(hours, at('2026-10-01T10:00')), false)
  assert.equal(isWorkTime(hours, at('2026-09-28T12:00')), false)
  assert.equal(workDays(hours, '2026-09-27', '2026-10-06'), 5)
})

test('two working hours from Wednesday 17:00 before the holiday end on the Tuesday after it', () => {
  assert.deepEqual(addWorkingMinutes(hours, at('2026-09-30T17:00'), 120), at('2026-10-06T10:00'))
  assert.deepEqual(addWorkingMinutes(hours, at('2026-09-28T08:00'), 30), at('2026-09-28T09:30'))
  assert.equal(addWorkingMinutes({ ...hours, week: [[], [], [], [], [], [], []], days: new Map() }, at('2026-09-28T08:00'), 30), null)
})

test('round the clock is a day of twenty-four hours, twenty-five where the clock is set back', () => {
  const berlin: WorkHours = { week: Array(7).fill([{ from: 0, to: 1440 }]), days: new Map(), timeZone: 'Europe/Berlin' }
  const midnight = (day: string) => new Date(`${day}T22:00:00Z`)
  assert.equal(workingMinutes(berlin, midnight('2026-10-24'), new Date('2026-10-25T23:00:00Z')), 25 * 60)
})

test('a fiscal year that begins in April', () => {
  assert.deepEqual(fiscalPeriodOf('2026-03-31', 4), { year: 2025, quarter: 4 })
  assert.deepEqual(fiscalPeriodOf('2026-04-01', 4), { year: 2026, quarter: 1 })
  assert.deepEqual(fiscalPeriodOf('2026-12-31', 1), { year: 2026, quarter: 4 })
  assert.deepEqual(fiscalYear(2026, 4), { from: '2026-04-01', before: '2027-04-01' })
})
