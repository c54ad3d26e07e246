import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FilterJson } from '../../data/use-list.ts'

// The catalog's hooks come along with `valueAt`; what they reach of the browser is not touched here.
Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => undefined } })
const { filterHolds } = await import('./filter-holds.ts')

const row = {
  id: 'r1',
  outcome: 'open',
  amount: { amount: 1200, currency: 'CNY' },
  account: { id: 'a1', title: '华瑞' },
  closedOn: null,
  tags: ['重点', '仓储'],
}

const cases: readonly (readonly [FilterJson, boolean])[] = [
  [{}, true],
  [{ outcome: 'open' }, true],
  [{ outcome: { ne: 'open' } }, false],
  [{ outcome: { in: ['won', 'open'] } }, true],
  [{ outcome: { nin: ['won', 'lost'] } }, true],
  [{ amount: { gte: 1200, lt: 5000 } }, true],
  [{ amount: { gt: 1200 } }, false],
  [{ account: 'a1' }, true],
  [{ account: 'a2' }, false],
  [{ closedOn: null }, true],
  [{ closedOn: { empty: false } }, false],
  [{ closedOn: { gt: '2026-01-01' } }, false],
  [{ tags: '重点' }, true],
  [{ or: [{ outcome: 'won' }, { amount: { gt: 1 } }] }, true],
  [{ not: { outcome: 'open' } }, false],
  [{ lines: { some: { quantity: 1 } } }, true],
]

test('a filter over one record is judged as the server would', () => {
  for (const [filter, holds] of cases) assert.equal(filterHolds(filter, row), holds, JSON.stringify(filter))
})
