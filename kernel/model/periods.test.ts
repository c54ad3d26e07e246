import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from './day-of.ts'
import { addDays, instantOf, isDay, periodOf, periodWords, startOfDay } from './periods.ts'

const inShanghai = (word: string) => Object.values(periodOf(word, '2026-11-23', 4)).join(' ')

test('words stand for days, weeks from Monday', () => {
  const expected = {
    yesterday: '2026-11-22 2026-11-23',
    today: '2026-11-23 2026-11-24',
    tomorrow: '2026-11-24 2026-11-25',
    lastWeek: '2026-11-16 2026-11-23',
    thisWeek: '2026-11-23 2026-11-30',
    nextWeek: '2026-11-30 2026-12-07',
    lastMonth: '2026-10-01 2026-11-01',
    thisMonth: '2026-11-01 2026-12-01',
    nextMonth: '2026-12-01 2027-01-01',
    lastQuarter: '2026-07-01 2026-10-01',
    thisQuarter: '2026-10-01 2027-01-01',
    nextQuarter: '2027-01-01 2027-04-01',
    lastYear: '2025-01-01 2026-01-01',
    thisYear: '2026-01-01 2027-01-01',
    nextYear: '2027-01-01 2028-01-01',
    lastFiscalQuarter: '2026-07-01 2026-10-01',
    thisFiscalQuarter: '2026-10-01 2027-01-01',
    nextFiscalQuarter: '2027-01-01 2027-04-01',
    lastFiscalYear: '2025-04-01 2026-04-01',
    thisFiscalYear: '2026-04-01 2027-04-01',
    nextFiscalYear: '2027-04-01 2028-04-01',
    last1Days: '2026-11-23 2026-11-24',
    last7Days: '2026-11-17 2026-11-24',
    next30Days: '2026-11-23 2026-12-23',
  }
  for (const [word, period] of Object.entries(expected)) assert.equal(inShanghai(word), period, word)
  assert.deepEqual(Object.keys(expected).slice(0, 21).toSorted(), [...periodWords].toSorted())
})

test('a Sunday belongs to the week before; the ends of a year to their quarters', () => {
  assert.deepEqual(periodOf('thisWeek', '2026-11-22'), { from: '2026-11-16', before: '2026-11-23' })
  assert.deepEqual(periodOf('lastQuarter', '2026-01-31'), { from: '2025-10-01', before: '2026-01-01' })
  assert.deepEqual(periodOf('nextMonth', '2026-01-31'), { from: '2026-02-01', before: '2026-03-01' })
})

test('months before the first one of the fiscal year belong to the year before; a year from January is the year', () => {
  const fiscal = (word: string, today: string, month: number) => Object.values(periodOf(word, today, month)).join(' ')
  assert.equal(fiscal('thisFiscalYear', '2026-03-31', 4), '2025-04-01 2026-04-01')
  assert.equal(fiscal('thisFiscalQuarter', '2026-01-31', 12), '2025-12-01 2026-03-01')
  assert.equal(fiscal('nextFiscalQuarter', '2026-11-30', 12), '2026-12-01 2027-03-01')
  assert.equal(fiscal('thisFiscalYear', '2026-11-30', 1), fiscal('thisYear', '2026-11-30', 1))
  assert.deepEqual(periodOf('thisFiscalQuarter', '2026-11-30'), periodOf('thisQuarter', '2026-11-30'))
})

test('the day is that of the zone, not of the server', () => {
  const late = new Date('2026-11-22T17:00:00Z')
  assert.equal(dayOf(late, 'Asia/Shanghai'), '2026-11-23')
  assert.equal(dayOf(late, 'America/New_York'), '2026-11-22')
})

test('other words are refused', () => {
  for (const word of ['', 'someday', 'last0Days', 'last3651Days', 'next99999Days', 'thisDays', 'lastweek', 'constructor']) {
    assert.throws(() => periodOf(word, '2026-11-23'), { code: 'kernel.bad-value', details: { want: 'period' } }, word)
  }
})

test('days begin and last as clocks are changed', () => {
  const hours = (day: string, zone: string) => (startOfDay(addDays(day, 1), zone).getTime() - startOfDay(day, zone).getTime()) / 3_600_000
  assert.equal(startOfDay('2026-05-01', 'Asia/Shanghai').toISOString(), '2026-04-30T16:00:00.000Z')
  assert.equal(hours('2026-03-29', 'Europe/Berlin'), 23)
  assert.equal(hours('2026-10-25', 'Europe/Berlin'), 25)
  assert.equal(hours('2026-03-28', 'Europe/Berlin'), 24)
  // Midnight itself is skipped: the day begins with the change.
  assert.equal(startOfDay('2023-04-28', 'Africa/Cairo').toISOString(), '2023-04-27T22:00:00.000Z')
  // Midnight comes twice: the day begins with the first.
  assert.equal(startOfDay('2026-10-25', 'Atlantic/Azores').toISOString(), '2026-10-25T00:00:00.000Z')
  assert.equal(instantOf('2026-03-29T02:30:00', 'Europe/Berlin').toISOString(), '2026-03-29T01:30:00.000Z')
})

test('days of the calendar and others', () => {
  for (const day of ['0001-01-01', '2024-02-29', '9999-12-31']) assert.ok(isDay(day), day)
  for (const day of ['0000-01-01', '2026-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00', '', '2026-00-10']) assert.ok(!isDay(day), day)
})
