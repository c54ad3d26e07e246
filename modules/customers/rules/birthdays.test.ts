import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextBirthday } from './birthdays.ts'
import { lunarOf, solarOf } from './lunar.ts'

const dayMs = 86_400_000
const formatter = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })

/** What the calendar of the platform says: 2023, 2bis, 15. */
function said(at: number): readonly [number, string, number] {
  const parts = new Map<string, string>(formatter.formatToParts(at).map(({ type, value }) => [type, value]))
  return [Number(parts.get('relatedYear')), parts.get('month')!, Number(parts.get('day'))]
}

test('the table of the Chinese calendar says of the days of 201 years what the calendar of the platform says, and leads back to them', () => {
  let looked = 0
  // Every ninth day meets each month three times, with its length and its place.
  for (let at = Date.UTC(1900, 0, 31); at < Date.UTC(2101, 0, 29); at += 9 * dayMs) {
    const day = new Date(at).toISOString().slice(0, 10)
    const lunar = lunarOf(day)!
    assert.deepEqual([lunar.year, `${lunar.month}${lunar.isLeap ? 'bis' : ''}`, lunar.day], said(at), day)
    assert.equal(solarOf(lunar), day)
    looked++
  }
  assert.ok(looked > 8_000)
  assert.deepEqual(
    [lunarOf('1900-01-30'), lunarOf('2101-01-29'), solarOf({ year: 2101, month: 1, day: 1, isLeap: false })],
    [null, null, null],
  )
})

test('the next birthday by either calendar: leap days, leap months that a year has not, the thirtieth of short months', () => {
  const lunar = (lunarMonth: string, lunarDay: number, today: string, lunarLeap = false) =>
    nextBirthday({ birthdayBy: 'lunar', lunarMonth, lunarDay, lunarLeap }, today)
  assert.equal(nextBirthday({ birthday: '1980-05-20' }, '2026-05-20'), '2026-05-20')
  assert.equal(nextBirthday({ birthday: '1980-05-20' }, '2026-05-21'), '2027-05-20')
  assert.equal(nextBirthday({ birthday: '1980-02-29' }, '2026-01-01'), '2026-02-28')
  assert.equal(nextBirthday({ birthday: '1980-02-29' }, '2028-01-01'), '2028-02-29')
  // Mid-autumn and the last day of the year, which falls into the next.
  assert.equal(lunar('m8', 15, '2026-01-01'), '2026-09-25')
  assert.equal(lunar('m12', 30, '2026-01-01'), '2026-02-16')
  // In 2025 there were two sixth months, in 2026 there is one.
  assert.equal(lunar('m6', 1, '2025-06-20', true), '2025-07-25')
  assert.equal(lunar('m6', 1, '2025-06-20'), '2025-06-25')
  assert.equal(lunar('m6', 1, '2026-01-01', true), '2026-07-14')
  // Born on the fifteenth of the eighth month of 1980.
  assert.equal(nextBirthday({ birthday: '1980-09-23', birthdayBy: 'lunar' }, '2026-01-01'), '2026-09-25')
  assert.equal(nextBirthday({ birthdayBy: 'lunar' }, '2026-01-01'), null)
  assert.equal(nextBirthday({}, '2026-01-01'), null)
})
