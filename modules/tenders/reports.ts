import type { ReportDef } from '#kernel'

const of = (state: string) => ({ count: 'id', filter: { state } })
const measures = {
  n: 'count',
  won: of('won'),
  lost: of('lost'),
  decided: { count: 'id', filter: { state: { in: ['won', 'lost'] } } },
  wonPrice: { sum: 'ourPrice', on: 'decidedOn', filter: { state: 'won' } },
} as const
const rate = { ratio: ['won', 'decided'], as: 'rate' } as const

/** How we fare in tenders, and what deposits are out. */
const results: ReportDef = {
  name: 'tenders.results',
  object: 'tender',
  filters: ['handInBy', 'decidedOn', 'owner', 'ownerDepartment', 'account'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show: ['n', 'won', 'lost', rate, 'wonPrice'] },
    { key: 'people', draw: 'bar', ask: { by: ['owner'], measures, sort: ['-n'] }, show: ['won', 'lost', rate, 'wonPrice'] },
    {
      key: 'deposits',
      draw: 'bar',
      ask: {
        by: ['depositState'],
        measures: { n: 'count', deposit: { sum: 'deposit', on: 'createdAt' } },
        filter: { deposit: { empty: false } },
      },
      show: ['deposit', 'n'],
    },
  ],
}

const bidMeasures = {
  n: 'count',
  price: { avg: 'price', on: 'createdAt' },
  wins: { count: 'id', filter: { isWinner: true } },
  score: { avg: 'score' },
} as const

/** What competitors ask in tenders, and how they are judged. */
const bids: ReportDef = {
  name: 'tenders.bids',
  object: 'tenderBid',
  filters: ['tender.decidedOn', 'tender.account', 'competitor'],
  tiles: [
    {
      key: 'bidders',
      draw: 'table',
      ask: { by: ['competitor'], measures: bidMeasures, filter: { competitor: { empty: false } }, sort: ['-n'], limit: 30 },
      show: ['n', 'wins', 'price', 'score'],
    },
  ],
}

export const reports: readonly ReportDef[] = [results, bids]
