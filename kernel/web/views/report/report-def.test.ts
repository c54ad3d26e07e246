import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ObjectMeta } from '../../data/meta-types.ts'
import {
  drillFilter,
  endOfUnit,
  figureValue,
  fillGaps,
  groupFilter,
  isNew,
  missingRates,
  readableTile,
  type TileMeta,
  totalRow,
} from './report-def.ts'

const rate = { ratio: ['won', 'closed'], as: 'rate' } as const
const money = (amount: number) => ({ amount, currency: 'CNY' })

test('a ratio with nothing to divide by is nothing, not zero', () => {
  assert.equal(figureValue({ won: 4238, closed: 6711 }, rate), 4238 / 6711)
  assert.equal(figureValue({ won: 0, closed: 0 }, rate), null)
  assert.equal(figureValue({ won: 0, closed: 3 }, rate), 0)
  assert.equal(figureValue({ won: money(3), closed: money(4) }, rate), 0.75)
  assert.deepEqual(figureValue({ won: money(300), closed: 4 }, rate), money(75), 'money by heads is money')
})

test('a change from nothing is new; from nothing to nothing it is neither', () => {
  const change = { ratio: ['n', 'nBefore'], as: 'nChange', isChange: true } as const
  assert.equal(isNew({ n: 3, nBefore: 0 }, change), true)
  assert.equal(isNew({ n: money(3) }, change), true)
  assert.equal(isNew({ n: 0, nBefore: 0 }, change), false)
  assert.equal(isNew({ n: 3, nBefore: 2 }, change), false)
  assert.equal(isNew({ won: 3, closed: 0 }, rate), false)
})

test('what can be added up is added up', () => {
  const tile = {
    ask: { measures: { n: 'count', won: { count: 'id' }, amount: { sum: 'amount' }, mean: { avg: 'amount' } } },
  } as unknown as TileMeta
  const rows = [
    { n: 2, won: 1, amount: money(0.1), mean: money(1) },
    { n: 3, won: 0, amount: money(0.2), mean: money(9) },
    { n: 1, won: 0, amount: null, mean: null },
  ]
  assert.deepEqual(totalRow(tile, rows), { n: 6, won: 1, amount: money(0.3) })
})

test('a tile leaves out the figures of fields that are hidden from the reader', () => {
  const object = { fields: { id: {}, stage: {}, account: {}, amount: {} }, children: { orders: {} } } as unknown as ObjectMeta
  const measures = {
    n: 'count',
    amount: { sum: 'amount' },
    profit: { sum: 'profit' },
    late: { count: 'id', filter: { or: [{ lateDays: { gt: 0 } }] } },
  }
  const tile = {
    draw: 'bar',
    ask: { by: ['account.name'], measures, sort: ['-profit', '-n'], filter: { orders: { some: {} } } },
    show: ['n', { ratio: ['profit', 'amount'], as: 'rate' }, 'late', { ratio: ['n', 'nBefore'], as: 'nChange', isChange: true }],
    former: { filter: { stage: 'won' } },
  } as unknown as TileMeta
  const left = readableTile(tile, object)
  assert.deepEqual(left?.show, ['n', tile.show[3]])
  assert.deepEqual(left?.ask, { ...tile.ask, measures: { n: 'count', amount: { sum: 'amount' } }, sort: ['-n'] })
  assert.equal(readableTile({ ...tile, show: ['profit'] }, object), null)
  assert.equal(readableTile({ ...tile, ask: { ...tile.ask, by: [{ field: 'owner', unit: 'month' }] } }, object), null)
  assert.equal(readableTile({ ...tile, ask: { ...tile.ask, filter: { not: { profit: { gt: 0 } } } } }, object), null)
  const whole = { ...tile, ask: { measures: { n: 'count' } }, show: ['n'] } as unknown as TileMeta
  assert.equal(readableTile(whole, object), whole)
})

test('amounts without a rate are counted once', () => {
  assert.equal(missingRates([{ amountMissing: 2, weightedMissing: 1 }, { amountMissing: 1 }]), 3)
  assert.equal(missingRates([{ n: 1 }]), 0)
})

test('a group opens to its records', () => {
  assert.deepEqual(groupFilter('stage', 'won'), { stage: 'won' })
  assert.deepEqual(groupFilter('stage', null), { stage: { empty: true } })
  assert.deepEqual(groupFilter('owner', { id: 'm1', title: 'Ada' }), { owner: 'm1' })
  assert.deepEqual(groupFilter({ field: 'department', root: true, as: 'region' }, { id: 'd1', title: 'East' }), {
    department: { under: 'd1' },
  })
  assert.deepEqual(groupFilter({ field: 'closedOn', unit: 'month' }, '2017-02-01'), { closedOn: { between: ['2017-02-01', '2017-02-28'] } })
  assert.equal(groupFilter('owner', { id: null, title: null, hidden: true }), null)
})

test('a figure opens to the records that it counts', () => {
  const question = {
    object: 'deal',
    by: ['owner'],
    measures: { won: { count: 'id', filter: { outcome: 'won' } }, mean: { avg: 'amount' } },
    filter: { source: 'phone' },
  }
  assert.deepEqual(drillFilter(question, { owner: { id: 'm1' } }, 'won'), { source: 'phone', owner: 'm1', outcome: 'won' })
  assert.deepEqual(drillFilter({ ...question, filter: { outcome: { in: ['won', 'lost'] } } }, { owner: { id: 'm1' } }, 'won'), {
    owner: 'm1',
    outcome: 'won',
  })
  assert.equal(drillFilter(question, { owner: { id: 'm1' } }, 'mean'), null)
  assert.equal(drillFilter(question, { owner: { id: 'm1' } }, rate), null)
})

test('units end on their last day', () => {
  assert.equal(endOfUnit('2024-02-01', 'month'), '2024-02-29')
  assert.equal(endOfUnit('2026-10-01', 'quarter'), '2026-12-31')
  assert.equal(endOfUnit('2026-01-01', 'year'), '2026-12-31')
  assert.equal(endOfUnit('2026-11-23', 'week'), '2026-11-29')
  assert.equal(endOfUnit('2026-11-23', 'day'), '2026-11-23')
  assert.equal(endOfUnit('2026-12-01', 'fiscalQuarter'), '2027-02-28')
  assert.equal(endOfUnit('2026-04-01', 'fiscalYear'), '2027-03-31')
})

test('months without anything are there', () => {
  const rows = [
    { month: '2016-11-01', n: 1 },
    { month: '2017-02-01', n: 2 },
  ]
  assert.deepEqual(
    fillGaps(rows, 'month', 'month').map((row) => row.month),
    ['2016-11-01', '2016-12-01', '2017-01-01', '2017-02-01'],
  )
  assert.equal(fillGaps([{ month: null, n: 1 }], 'month', 'month').length, 1)
})
