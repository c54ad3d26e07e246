import type { ReportDef } from '#kernel'

const won = { count: 'id', filter: { outcome: 'won' } }
const lost = { count: 'id', filter: { outcome: 'lost' } }
const wonAmount = { sum: 'amount', filter: { outcome: 'won' } }
const winRate = { ratio: ['won', 'closed'], as: 'rate' } as const
const isClosed = { outcome: { in: ['won', 'lost'] } }
const inFunnel = { n: 'count', amount: { sum: 'amount' }, weighted: { sum: 'expectedValue' } }

const funnel: ReportDef = {
  name: 'sales.funnel',
  object: 'opportunity',
  filters: ['foundOn', 'owner', 'ownerDepartment', 'source', 'product', 'pipeline'],
  tiles: [
    {
      key: 'open',
      draw: 'figure',
      ask: { measures: { ...inFunnel, withoutAmount: { count: 'id', filter: { amount: { empty: true } } } }, filter: { outcome: 'open' } },
      show: ['n', 'amount', 'weighted', 'withoutAmount'],
    },
    {
      key: 'stages',
      draw: 'funnel',
      ask: { by: ['stage'], measures: inFunnel, filter: { outcome: { in: ['open', 'won'] } }, sort: ['stage'] },
      show: ['n', 'amount', 'weighted'],
    },
  ],
}

/** Won ÷ (won + lost), each closed deal once; open ones stay out of both. */
const winRateReport: ReportDef = {
  name: 'sales.win-rate',
  object: 'opportunity',
  filters: ['closedOn', 'owner', 'ownerDepartment', 'source', 'product', 'pipeline'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: { measures: { won, lost, closed: 'count', wonAmount }, filter: isClosed },
      show: ['won', 'lost', winRate, 'wonAmount'],
    },
    {
      key: 'byOwner',
      draw: 'bar',
      ask: { by: ['owner'], measures: { won, lost, closed: 'count', wonAmount }, filter: isClosed, sort: ['-wonAmount'] },
      show: [winRate, 'won', 'lost', 'wonAmount'],
    },
  ],
}

const wonByMonth: ReportDef = {
  name: 'sales.won-by-month',
  object: 'opportunity',
  filters: ['closedOn', 'owner', 'ownerDepartment', 'source', 'product'],
  tiles: [
    {
      key: 'months',
      draw: 'line',
      ask: {
        by: [{ field: 'closedOn', unit: 'month', as: 'month' }],
        measures: { n: 'count', amount: { sum: 'amount' } },
        filter: { outcome: 'won' },
        sort: ['month'],
      },
      show: ['amount', 'n'],
    },
  ],
}

/** The region is the topmost department of the one that the deal was won in. */
const wonByRegion: ReportDef = {
  name: 'sales.won-by-region',
  object: 'opportunity',
  filters: ['closedOn', 'owner', 'source', 'product'],
  tiles: [
    {
      key: 'regions',
      draw: 'bar',
      ask: {
        by: [{ field: 'ownerDepartment', root: true, as: 'region' }],
        measures: { n: 'count', amount: { sum: 'amount' } },
        filter: { outcome: 'won' },
        sort: ['-amount'],
      },
      show: ['amount', 'n'],
    },
  ],
}

export const reports: readonly ReportDef[] = [funnel, winRateReport, wonByMonth, wonByRegion]
