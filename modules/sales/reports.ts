import type { ReportDef } from '#kernel'

const won = { count: 'id', filter: { outcome: 'won' } }
const lost = { count: 'id', filter: { outcome: 'lost' } }
const wonAmount = { sum: 'amount', filter: { outcome: 'won' } }
const winRate = { ratio: ['won', 'closed'], as: 'rate' } as const
/** The same by money: of the amounts of closed deals, how much was won. */
const amountRate = { ratio: ['wonAmount', 'closedAmount'], as: 'amountRate' } as const
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
      ask: { measures: { won, lost, closed: 'count', wonAmount, closedAmount: { sum: 'amount' } }, filter: isClosed },
      show: ['won', 'lost', winRate, 'wonAmount', amountRate],
    },
    {
      key: 'byOwner',
      draw: 'bar',
      ask: { by: ['owner'], measures: { won, lost, closed: 'count', wonAmount }, filter: isClosed, sort: ['-wonAmount'] },
      show: [winRate, 'won', 'lost', 'wonAmount'],
    },
    {
      // What became of the deals of a quarter, whenever they ended.
      key: 'cohorts',
      draw: 'table',
      ask: {
        by: [{ field: 'foundOn', unit: 'quarter', as: 'quarter' }],
        measures: {
          found: 'count',
          won,
          lost,
          open: { count: 'id', filter: { outcome: 'open' } },
          closed: { count: 'id', filter: isClosed },
          wonAmount,
        },
        sort: ['quarter'],
        limit: 200,
      },
      show: ['found', 'won', 'lost', 'open', winRate, { ratio: ['won', 'found'], as: 'share' }, 'wonAmount'],
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

const wonMeasures = { n: 'count', amount: { sum: 'amount' }, average: { avg: 'amount' } }
const ofWon = { outcome: 'won' }

/** What is sold where and when, by the product of the deal; positions have a report of their own. */
const wonByProduct: ReportDef = {
  name: 'sales.won-by-product',
  object: 'opportunity',
  filters: ['closedOn', 'owner', 'ownerDepartment', 'source', 'product', 'account.province'],
  tiles: [
    {
      key: 'products',
      draw: 'bar',
      ask: { by: ['product'], measures: wonMeasures, filter: ofWon, sort: ['-amount'], limit: 30 },
      show: ['amount', 'n', 'average'],
    },
    {
      key: 'quarters',
      draw: 'line',
      ask: { by: [{ field: 'closedOn', unit: 'quarter', as: 'quarter' }], measures: wonMeasures, filter: ofWon, sort: ['quarter'] },
      show: ['amount', 'n', 'average'],
    },
    {
      key: 'weeks',
      draw: 'line',
      ask: { by: [{ field: 'closedOn', unit: 'week', as: 'week' }], measures: wonMeasures, filter: ofWon, sort: ['week'], limit: 200 },
      show: ['amount', 'n'],
    },
    {
      key: 'provinces',
      draw: 'bar',
      ask: { by: ['account.province'], measures: wonMeasures, filter: ofWon, sort: ['-amount'], limit: 40 },
      show: ['amount', 'n'],
    },
    {
      key: 'matrix',
      draw: 'table',
      ask: {
        by: ['product', { field: 'closedOn', unit: 'quarter', as: 'quarter' }],
        measures: wonMeasures,
        filter: ofWon,
        sort: ['product', 'quarter'],
        limit: 500,
      },
      show: ['amount', 'n'],
    },
  ],
}

/** Positions of won deals: which product, how many of it. */
const soldLines: ReportDef = {
  name: 'sales.sold-lines',
  object: 'opportunityLine',
  filters: ['opportunity.closedOn', 'opportunity.owner', 'opportunity.ownerDepartment', 'product', 'product.category'],
  tiles: [
    {
      key: 'products',
      draw: 'bar',
      ask: {
        by: ['product'],
        measures: { n: 'count', quantity: { sum: 'quantity' }, amount: { sum: 'subtotal' } },
        filter: { 'opportunity.outcome': 'won' },
        sort: ['-amount'],
        limit: 30,
      },
      show: ['amount', 'quantity', 'n'],
    },
    {
      key: 'categories',
      draw: 'bar',
      ask: {
        by: ['product.category'],
        measures: { n: 'count', amount: { sum: 'subtotal' } },
        filter: { 'opportunity.outcome': 'won' },
        sort: ['-amount'],
      },
      show: ['amount', 'n'],
    },
  ],
}

/** People, departments and branches side by side: what they found, won and lost, how large and how fast. */
const compareMeasures = {
  found: 'count',
  open: { count: 'id', filter: { outcome: 'open' } },
  won,
  lost,
  closed: { count: 'id', filter: isClosed },
  wonAmount,
  average: { avg: 'amount', filter: ofWon },
  days: { median: 'cycleDays', filter: ofWon },
}
const compareShow = ['wonAmount', 'won', winRate, 'average', 'days', 'found', 'open'] as const
const compare: ReportDef = {
  name: 'sales.compare',
  object: 'opportunity',
  filters: ['foundOn', 'closedOn', 'ownerDepartment', 'source', 'product', 'pipeline'],
  tiles: [
    { key: 'people', draw: 'bar', ask: { by: ['owner'], measures: compareMeasures, sort: ['-wonAmount'] }, show: compareShow },
    {
      key: 'departments',
      draw: 'bar',
      ask: { by: ['ownerDepartment'], measures: compareMeasures, sort: ['-wonAmount'] },
      show: compareShow,
    },
    {
      key: 'branches',
      draw: 'bar',
      ask: { by: [{ field: 'ownerDepartment', root: true, as: 'branch' }], measures: compareMeasures, sort: ['-wonAmount'] },
      show: compareShow,
    },
    { key: 'sources', draw: 'bar', ask: { by: ['source'], measures: compareMeasures, sort: ['-wonAmount'] }, show: compareShow },
  ],
}

/** Calendar days from found to won: the middle one beside the mean, as a few old deals pull the mean away. */
const cycleMeasures = { n: 'count', median: { median: 'cycleDays' }, mean: { avg: 'cycleDays' }, longest: { max: 'cycleDays' } }
const wonWithDays = { outcome: 'won', foundOn: { empty: false } }
const cycle: ReportDef = {
  name: 'sales.cycle',
  object: 'opportunity',
  filters: ['closedOn', 'owner', 'ownerDepartment', 'source', 'product', 'pipeline'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: cycleMeasures, filter: wonWithDays }, show: ['median', 'mean', 'longest', 'n'] },
    {
      key: 'unknown',
      draw: 'figure',
      ask: { measures: { n: 'count' }, filter: { outcome: 'won', foundOn: { empty: true } } },
      show: ['n'],
    },
    {
      key: 'quarters',
      draw: 'line',
      ask: {
        by: [{ field: 'closedOn', unit: 'quarter', as: 'quarter' }],
        measures: cycleMeasures,
        filter: wonWithDays,
        sort: ['quarter'],
      },
      show: ['median', 'mean', 'n'],
    },
    {
      key: 'products',
      draw: 'bar',
      ask: { by: ['product'], measures: cycleMeasures, filter: wonWithDays, sort: ['-median'], limit: 30 },
      show: ['median', 'mean', 'n'],
    },
    {
      key: 'people',
      draw: 'bar',
      ask: { by: ['owner'], measures: cycleMeasures, filter: wonWithDays, sort: ['-median'] },
      show: ['median', 'mean', 'n'],
    },
  ],
}

/** Where managers let deals pass, and how often. */
const overrides: ReportDef = {
  name: 'sales.overrides',
  object: 'stageOverride',
  filters: ['on', 'by', 'holder', 'stage'],
  tiles: [
    { key: 'stages', draw: 'bar', ask: { by: ['stage'], measures: { n: 'count' }, sort: ['stage'] }, show: ['n'] },
    { key: 'people', draw: 'bar', ask: { by: ['holder'], measures: { n: 'count' }, sort: ['-n'], limit: 30 }, show: ['n'] },
    { key: 'managers', draw: 'bar', ask: { by: ['by'], measures: { n: 'count' }, sort: ['-n'], limit: 30 }, show: ['n'] },
  ],
}

/** What customers were heard to need, and how much of it became deals. */
const heard = { need: { empty: false } }
const needMeasures = { n: 'count', deals: { count: 'id', filter: { opportunity: { empty: false } } } } as const
const needs: ReportDef = {
  name: 'sales.needs',
  object: 'followUp',
  filters: ['happenedAt', 'owner', 'ownerDepartment', 'needProduct'],
  tiles: [
    {
      key: 'products',
      draw: 'bar',
      ask: { by: ['needProduct'], measures: needMeasures, filter: heard, sort: ['-n'], limit: 30 },
      show: ['n', 'deals', { ratio: ['deals', 'n'], as: 'rate' }],
    },
    {
      key: 'industries',
      draw: 'bar',
      ask: { by: ['account.industry'], measures: needMeasures, filter: heard, sort: ['-n'] },
      show: ['n', 'deals', { ratio: ['deals', 'n'], as: 'rate' }],
    },
  ],
}

export const reports: readonly ReportDef[] = [
  overrides,
  needs,
  funnel,
  winRateReport,
  wonByMonth,
  wonByRegion,
  wonByProduct,
  soldLines,
  compare,
  cycle,
]
