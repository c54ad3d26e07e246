import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DayFormat, readDay, readInstant, recogniseDays } from './days.ts'

test('a column of days says how it is written', () => {
  const table: [string[], DayFormat, boolean][] = [
    [['2016-10-20', '2016-1-2'], 'YYYY-MM-DD', false],
    [['2016/10/20', ''], 'YYYY/M/D', false],
    [['2016.10.20'], 'YYYY.M.D', false],
    [['20161020'], 'YYYYMMDD', false],
    [['2026年5月1日', '2026 年 12 月 31 日'], 'YYYY年M月D日', false],
    [['10/20/2016', '1/2/2017'], 'M/D/YYYY', false],
    [['20/10/2016', '1/2/2017'], 'D/M/YYYY', false],
    [['1/2/2017', '3/4/2017'], 'M/D/YYYY', true],
    [['1/1/2017', '3/3/2017'], 'M/D/YYYY', false],
    [['20-10-2016'], 'D-M-YYYY', false],
    [['20.10.2016'], 'D.M.YYYY', false],
    [['12/31/16'], 'M/D/YY', false],
    [['16/10/20'], 'D/M/YY', true],
    [['12 Oct 2016', '1-January-2017'], 'D MMM YYYY', false],
    [['Oct 12, 2016', 'December 1st, 2017'], 'MMM D, YYYY', false],
    [['12-Oct-16'], 'D MMM YY', false],
    [['民國113年5月1日', '中華民國 99 年 12 月 31 日'], '民國ROC年M月D日', false],
    [['２０１６-１０-２０'], 'YYYY-MM-DD', false],
    [['2016-10-20 08:30', '2016-10-20T08:30:00Z'], 'YYYY-MM-DD', false],
  ]
  for (const [values, format, ambiguous] of table) {
    const found = recogniseDays(values)
    assert.equal(found?.format, format, values.join(' '))
    assert.equal(found?.ambiguous, ambiguous, values.join(' '))
  }
  assert.deepEqual(recogniseDays(['1/2/2017'])?.candidates, ['M/D/YYYY', 'D/M/YYYY'])
  assert.equal(recogniseDays(['2016-10-20 08:30'])?.hasTime, true)
  assert.equal(recogniseDays(['2016-10-20 00:00:00'])?.hasTime, false)
})

test('what is no column of days is none', () => {
  for (const values of [
    [],
    ['', ' '],
    ['a', 'b'],
    ['2016-10-20', 'x', 'y'],
    ['2016-02-30'],
    ['113/05/01'],
    ['42663'],
    ['13/13/2016'],
    ['1.5'],
  ]) {
    assert.equal(recogniseDays(values), null, values.join(' '))
  }
  const mostly = recogniseDays([...Array.from({ length: 19 }, () => '10/20/2016'), '无'])
  assert.deepEqual([mostly?.format, mostly?.fits, mostly?.of], ['M/D/YYYY', 19, 20])
})

test('years of the Republic and serial numbers are read when asked for', () => {
  assert.equal(recogniseDays(['113/05/01', '99/12/31'], ['ROC/M/D'])?.format, 'ROC/M/D')
  assert.equal(recogniseDays(['42663', '42664'], ['serial'])?.format, 'serial')
  assert.equal(recogniseDays(['15', '42664'], ['serial']), null)
})

test('a day is read strictly', () => {
  const table: [string, DayFormat, string | null][] = [
    ['2/29/2016', 'M/D/YYYY', '2016-02-29'],
    ['2/29/2015', 'M/D/YYYY', null],
    ['2/30/2016', 'M/D/YYYY', null],
    ['2/29/1900', 'M/D/YYYY', null],
    ['2/29/2000', 'M/D/YYYY', '2000-02-29'],
    ['13/1/2016', 'M/D/YYYY', null],
    ['13/1/2016', 'D/M/YYYY', '2016-01-13'],
    ['10/20/2016', 'YYYY-MM-DD', null],
    ['2016-10-20 00:00:00', 'YYYY-MM-DD', '2016-10-20'],
    ['2016-10-20T00:00:00Z', 'YYYY-MM-DD', '2016-10-20'],
    ['2016-10-20 08:00', 'YYYY-MM-DD', null],
    ['２０１６年１月２日（星期六）', 'YYYY年M月D日', '2016-01-02'],
    ['民國113年5月1日', '民國ROC年M月D日', '2024-05-01'],
    ['113/05/01', 'ROC/M/D', '2024-05-01'],
    ['1/2/69', 'M/D/YY', '2069-01-02'],
    ['1/2/70', 'M/D/YY', '1970-01-02'],
    ['42663', 'serial', '2016-10-20'],
    ['1', 'serial', '1900-01-01'],
    ['59', 'serial', '1900-02-28'],
    ['60', 'serial', null],
    ['61', 'serial', '1900-03-01'],
    ['42663.0', 'serial', '2016-10-20'],
    ['42663.5', 'serial', null],
    ['', 'YYYY-MM-DD', null],
    ['0000-01-01', 'YYYY-MM-DD', null],
  ]
  for (const [text, format, day] of table) assert.equal(readDay(text, format), day, `${text} as ${format}`)
})

test('an instant is read in its offset, or in the zone given', () => {
  const table: [string, DayFormat, string, string | null][] = [
    ['2016-10-20 08:00', 'YYYY-MM-DD', 'Asia/Shanghai', '2016-10-20T00:00:00.000Z'],
    ['2016-10-20', 'YYYY-MM-DD', 'Asia/Shanghai', '2016-10-19T16:00:00.000Z'],
    ['2016-10-20T08:00:00.5Z', 'YYYY-MM-DD', 'Asia/Shanghai', '2016-10-20T08:00:00.500Z'],
    ['2016-10-20 08:00:00+08', 'YYYY-MM-DD', 'UTC', '2016-10-20T00:00:00.000Z'],
    ['2016-10-20T08:00:00-0330', 'YYYY-MM-DD', 'UTC', '2016-10-20T11:30:00.000Z'],
    ['10/20/2016 8:05 PM', 'M/D/YYYY', 'America/New_York', '2016-10-21T00:05:00.000Z'],
    ['10/20/2016 12:05 AM', 'M/D/YYYY', 'UTC', '2016-10-20T00:05:00.000Z'],
    ['2026年5月1日 下午3点05分', 'YYYY年M月D日', 'Asia/Taipei', '2026-05-01T07:05:00.000Z'],
    ['42663.5', 'serial', 'UTC', '2016-10-20T12:00:00.000Z'],
    ['2026-03-08 02:30', 'YYYY-MM-DD', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01 01:30', 'YYYY-MM-DD', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01 03:30', 'YYYY-MM-DD', 'America/New_York', '2026-11-01T08:30:00.000Z'],
    ['2026-04-05 02:30', 'YYYY-MM-DD', 'Australia/Sydney', '2026-04-04T15:30:00.000Z'],
    ['1945-01-01 00:00', 'YYYY-MM-DD', 'Asia/Shanghai', '1944-12-31T15:00:00.000Z'],
    ['2016-10-20 25:00', 'YYYY-MM-DD', 'UTC', null],
    ['2016-10-20 13:00 PM', 'YYYY-MM-DD', 'UTC', null],
    ['2016-10-20 08:61', 'YYYY-MM-DD', 'UTC', null],
    ['2016-02-30 08:00', 'YYYY-MM-DD', 'UTC', null],
  ]
  for (const [text, format, zone, instant] of table) assert.equal(readInstant(text, format, zone), instant, `${text} in ${zone}`)
})
