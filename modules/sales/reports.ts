import type { ReportDef } from '#kernel'

const won = { count: 'id', filter: { outcome: 'won' } }
const lost = { count: 'id', filter: { outcome: 'lost' } }
/** What is closed is worth what its money was on that day. */
const atClosing = { on: 'closedOn' }
const wonAmount = { sum: 'amount', ...atClosing, filter: { outcome: 'won' } }
const winRate = { ratio: ['won', 'closed'], as: 'rate' } as const
const isClosed = { outcome: { in: ['won', 'lost'] } }
/** A lost deal whose last amount is 0 says as little as one without. */
const isLostUnknown = { outcome: 'lost', or: [{ amount: { empty: true } }, { amount: 0 }] }
const lostWithoutAmount = { count: 'id', filter: isLostUnknown }
/** By money: of the amounts of closed deals, how much was won. Where no lost deal has an amount, it is not known how much was lost, and there is no such rate. */
const byAmount = {
  measures: {
    wonAmount,
    lostAmount: { sum: 'amount', ...atClosing, filter: { outcome: 'lost' } },
    closedAmount: { sum: 'amount', ...atClosing },
    lostWithoutAmount,
  },
  having: { lostAmount: { gt: 0 } },
}
const amountRate = { ratio: ['wonAmount', 'closedAmount'], as: 'amountRate' } as const
const ofCredit = ['creditedTo', 'creditedDepartment']
const region = { field: 'creditedDepartment', root: true, as: 'region' }

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

const rateMeasures = { won, lost, closed: 'count', wonAmount, lostWithoutAmount }
const rateShow = [winRate, 'won', 'lost', 'wonAmount', 'lostWithoutAmount'] as const
const ratesBy = (key: string, by: unknown) =>
  ({ key, draw: 'bar', ask: { by: [by], measures: rateMeasures, filter: isClosed, sort: ['-wonAmount'] }, show: rateShow }) as const

/** Won ÷ (won + lost), each closed deal once, of whoever had it when it was closed; open ones stay out of both. */
const winRateReport: ReportDef = {
  name: 'sales.win-rate',
  object: 'opportunity',
  filters: ['closedOn', ...ofCredit, 'source', 'product', 'pipeline'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: { measures: rateMeasures, filter: isClosed },
      show: ['won', 'lost', winRate, 'wonAmount', 'lostWithoutAmount'],
    },
    {
      key: 'amounts',
      draw: 'figure',
      ask: { ...byAmount, filter: isClosed },
      show: [amountRate, 'wonAmount', 'lostAmount', 'lostWithoutAmount'],
    },
    ratesBy('byOwner', 'creditedTo'),
    ratesBy('departments', 'creditedDepartment'),
    ratesBy('regions', region),
    {
      key: 'amountsByOwner',
      draw: 'bar',
      ask: { by: ['creditedTo'], ...byAmount, filter: isClosed, sort: ['-wonAmount'] },
      show: [amountRate, 'wonAmount', 'lostAmount', 'lostWithoutAmount'],
    },
    ratesBy('presentOwners', 'owner'),
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
          withoutAmount: { count: 'id', filter: { ...isClosed, amount: { empty: true } } },
        },
        sort: ['quarter'],
        limit: 200,
      },
      show: ['found', 'won', 'lost', 'open', winRate, { ratio: ['won', 'found'], as: 'share' }, 'wonAmount', 'withoutAmount'],
    },
  ],
}

const ofWon = { outcome: 'won' }
const withoutAmount = { count: 'id', filter: { amount: { empty: true } } }
const wonMeasures = { n: 'count', amount: { sum: 'amount', ...atClosing }, average: { avg: 'amount', ...atClosing }, withoutAmount }

const wonByMonth: ReportDef = {
  name: 'sales.won-by-month',
  object: 'opportunity',
  filters: ['closedOn', ...ofCredit, 'source', 'product'],
  tiles: [
    {
      key: 'months',
      draw: 'line',
      ask: {
        by: [{ field: 'closedOn', unit: 'month', as: 'month' }],
        measures: wonMeasures,
        filter: ofWon,
        sort: ['month'],
      },
      show: ['amount', 'n', 'withoutAmount'],
    },
  ],
}

/** The region is the topmost department of the one in which its owner was when the deal was won. */
const wonByRegion: ReportDef = {
  name: 'sales.won-by-region',
  object: 'opportunity',
  filters: ['closedOn', 'creditedTo', 'source', 'product'],
  tiles: [
    {
      key: 'regions',
      draw: 'bar',
      ask: {
        by: [region],
        measures: wonMeasures,
        filter: ofWon,
        sort: ['-amount'],
      },
      show: ['amount', 'n', 'withoutAmount'],
    },
    {
      key: 'present',
      draw: 'bar',
      ask: {
        by: [{ field: 'ownerDepartment', root: true, as: 'region' }],
        measures: wonMeasures,
        filter: ofWon,
        sort: ['-amount'],
      },
      show: ['amount', 'n'],
    },
  ],
}

/** What is sold where and when, by the product of the deal; positions have a report of their own. */
const wonByProduct: ReportDef = {
  name: 'sales.won-by-product',
  object: 'opportunity',
  filters: ['closedOn', ...ofCredit, 'source', 'product', 'account.province'],
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
  filters: ['opportunity.closedOn', 'opportunity.creditedTo', 'opportunity.creditedDepartment', 'product', 'product.category'],
  tiles: [
    {
      key: 'products',
      draw: 'bar',
      ask: {
        by: ['product'],
        measures: { n: 'count', quantity: { sum: 'baseQuantity' }, amount: { sum: 'subtotal', on: 'opportunity.closedOn' } },
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
        measures: { n: 'count', amount: { sum: 'subtotal', on: 'opportunity.closedOn' } },
        filter: { 'opportunity.outcome': 'won' },
        sort: ['-amount'],
      },
      show: ['amount', 'n'],
    },
  ],
}

/** People, departments and branches side by side, by whose it was when it was closed: what they won and lost, how large and how fast. */
const closedMeasures = {
  won,
  lost,
  closed: { count: 'id', filter: isClosed },
  wonAmount,
  average: { avg: 'amount', ...atClosing, filter: ofWon },
  days: { median: 'cycleDays', filter: ofWon },
  withoutAmount: { count: 'id', filter: { ...isClosed, amount: { empty: true } } },
}
const closedShow = ['wonAmount', 'won', 'lost', winRate, 'average', 'days', 'withoutAmount'] as const
const presentMeasures = { found: 'count', open: { count: 'id', filter: { outcome: 'open' } }, ...closedMeasures }
const presentShow = ['wonAmount', 'won', winRate, 'average', 'days', 'found', 'open'] as const
const compared = (key: string, by: unknown) =>
  ({ key, draw: 'bar', ask: { by: [by], measures: closedMeasures, filter: isClosed, sort: ['-wonAmount'] }, show: closedShow }) as const
const inHand = (key: string, by: unknown) =>
  ({ key, draw: 'bar', ask: { by: [by], measures: presentMeasures, sort: ['-wonAmount'] }, show: presentShow }) as const
const compare: ReportDef = {
  name: 'sales.compare',
  object: 'opportunity',
  filters: ['foundOn', 'closedOn', 'creditedDepartment', 'ownerDepartment', 'source', 'product', 'pipeline'],
  tiles: [
    compared('people', 'creditedTo'),
    compared('departments', 'creditedDepartment'),
    compared('branches', { field: 'creditedDepartment', root: true, as: 'branch' }),
    inHand('presentOwners', 'owner'),
    inHand('sources', 'source'),
  ],
}

/** Calendar days from found to won: the middle one beside the mean, as a few old deals pull the mean away. */
const cycleMeasures = { n: 'count', median: { median: 'cycleDays' }, mean: { avg: 'cycleDays' }, longest: { max: 'cycleDays' } }
/** From the day on which its lead came in, of deals that began as one. */
const sinceLead = { n: 'count', median: { median: 'leadDays' }, mean: { avg: 'leadDays' }, longest: { max: 'leadDays' } }
const wonFromLead = { outcome: 'won', leadOn: { empty: false } }
const wonWithDays = { outcome: 'won', foundOn: { empty: false } }
const cycle: ReportDef = {
  name: 'sales.cycle',
  object: 'opportunity',
  filters: ['closedOn', ...ofCredit, 'source', 'product', 'pipeline'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: cycleMeasures, filter: wonWithDays }, show: ['median', 'mean', 'longest', 'n'] },
    {
      key: 'leads',
      draw: 'figure',
      ask: { measures: sinceLead, filter: wonFromLead },
      show: ['median', 'mean', 'longest', 'n'],
    },
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
      ask: { by: ['creditedTo'], measures: cycleMeasures, filter: wonWithDays, sort: ['-median'] },
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
