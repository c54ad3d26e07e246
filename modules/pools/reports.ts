import type { ReportDef } from '#kernel'

const of = (kind: string) => ({ count: 'id', filter: { kind } })
const claimed = { kind: 'claimed' }
const share = (of: string) => ({ ratio: [of, 'claimed'], as: 'rate' }) as const

/** In: given up, taken by rules, made or imported there, moved from another; out: claimed, given out. */
const ways = ['released', 'returned', 'arrived', 'moved', 'claimed', 'assigned'] as const

/** What comes into pools and goes out, and why. */
const flow: ReportDef = {
  name: 'pools.flow',
  object: 'poolMove',
  filters: ['day', 'pool', 'person'],
  tiles: [
    {
      key: 'months',
      draw: 'bar',
      ask: {
        by: [{ field: 'day', unit: 'month', as: 'month' }],
        measures: Object.fromEntries(ways.map((kind) => [kind, of(kind)])),
        sort: ['month'],
      },
      show: ways,
    },
    {
      key: 'reasons',
      draw: 'bar',
      ask: { by: ['reason'], measures: { n: 'count' }, filter: { kind: { in: ['released', 'returned'] } }, sort: ['-n'] },
      show: ['n'],
    },
  ],
}

/** Each record once, however often it was claimed. */
const eachOf = (kind: 'account' | 'lead', filter: object) => ({ countDistinct: kind, filter })

/** What claims come to: customers followed up at all, won within ninety days; leads followed up. */
const yieldReport: ReportDef = {
  name: 'pools.yield',
  object: 'poolMove',
  filters: ['day', 'pool', 'person'],
  tiles: [
    {
      key: 'people',
      draw: 'bar',
      ask: {
        by: ['person'],
        measures: {
          claimed: eachOf('account', {}),
          followed: eachOf('account', { followedUpAt: { empty: false } }),
          won: eachOf('account', { wonOn: { empty: false } }),
        },
        filter: { ...claimed, account: { empty: false } },
        sort: ['-claimed'],
      },
      show: ['claimed', 'followed', 'won', share('won')],
    },
    {
      key: 'leads',
      draw: 'bar',
      ask: {
        by: ['person'],
        measures: { claimed: eachOf('lead', {}), followed: eachOf('lead', { followedUpAt: { empty: false } }) },
        filter: { ...claimed, lead: { empty: false } },
        sort: ['-claimed'],
      },
      show: ['claimed', 'followed'],
    },
  ],
}

export const reports: readonly ReportDef[] = [flow, yieldReport]
