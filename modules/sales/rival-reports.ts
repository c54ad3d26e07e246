import type { ReportDef } from '#kernel'

const of = (result: string) => ({ count: 'id', filter: { result } })
const measures = {
  n: 'count',
  won: of('wonAgainst'),
  lost: of('lostTo'),
  decided: { count: 'id', filter: { result: { in: ['wonAgainst', 'lostTo'] } } },
  open: { count: 'id', filter: { result: 'there', 'opportunity.outcome': 'open' } },
} as const
const rate = { ratio: ['won', 'decided'], as: 'rate' } as const
const priced = { price: { empty: false }, 'opportunity.amount': { empty: false } }
const prices = { n: 'count', theirs: { avg: 'price', on: 'opportunity.foundOn' } } as const

/** How we fare against whom: each competitor counts once in each deal; deals that went to a third are none of either's. */
const rivals: ReportDef = {
  name: 'sales.rivals',
  object: 'dealRival',
  filters: [
    'competitor',
    'opportunity.closedOn',
    'opportunity.foundOn',
    'opportunity.owner',
    'opportunity.ownerDepartment',
    'opportunity.product',
  ],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show: ['won', 'lost', rate, 'open'] },
    {
      key: 'competitors',
      draw: 'bar',
      ask: { by: ['competitor'], measures, sort: ['-n'], limit: 30 },
      show: ['won', 'lost', 'open', rate],
    },
    {
      key: 'products',
      draw: 'table',
      ask: { by: ['opportunity.product', 'competitor'], measures, sort: ['opportunity.product', '-n'], limit: 200 },
      show: ['won', 'lost', 'open', rate],
    },
    {
      key: 'industries',
      draw: 'table',
      ask: { by: ['opportunity.account.industry', 'competitor'], measures, sort: ['opportunity.account.industry', '-n'], limit: 200 },
      show: ['won', 'lost', 'open', rate],
    },
    {
      key: 'prices',
      draw: 'bar',
      ask: { by: ['competitor'], measures: prices, filter: priced, sort: ['-n'], limit: 30 },
      show: ['theirs', 'n'],
    },
  ],
}

const hasGap = { rivalGap: { empty: false } }
const gaps = { n: 'count', gap: { avg: 'rivalGap', on: 'foundOn' }, middle: { median: 'rivalGap', on: 'foundOn' } } as const

/** How far the lowest price of the others lay from ours, in deals won and lost. */
const rivalPrices: ReportDef = {
  name: 'sales.rival-prices',
  object: 'opportunity',
  filters: ['closedOn', 'foundOn', 'owner', 'ownerDepartment', 'product'],
  tiles: [
    {
      key: 'outcomes',
      draw: 'bar',
      ask: { by: ['outcome'], measures: gaps, filter: hasGap, sort: ['outcome'] },
      show: ['gap', 'middle', 'n'],
    },
    {
      key: 'products',
      draw: 'bar',
      ask: { by: ['product'], measures: gaps, filter: hasGap, sort: ['-n'], limit: 30 },
      show: ['gap', 'middle', 'n'],
    },
  ],
}

export const rivalReports: readonly ReportDef[] = [rivals, rivalPrices]
