import type { ReportDef } from '#kernel'

const of = (kind: string) => ({ count: 'id', filter: { kind } })
const claimed = { kind: 'claimed' }
const share = (of: string) => ({ ratio: [of, 'claimed'], as: 'rate' }) as const

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
        measures: { claimed: of('claimed'), assigned: of('assigned'), released: of('released'), returned: of('returned') },
        sort: ['month'],
      },
      show: ['claimed', 'assigned', 'released', 'returned'],
    },
    {
      key: 'reasons',
      draw: 'bar',
      ask: { by: ['reason'], measures: { n: 'count' }, filter: { kind: { in: ['released', 'returned'] } }, sort: ['-n'] },
      show: ['n'],
    },
  ],
}

/** What claims come to: followed up at all, won within ninety days. */
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
          claimed: 'count',
          silent: { count: 'id', filter: { followedUpAt: { empty: true } } },
          won: { count: 'id', filter: { wonOn: { empty: false } } },
        },
        filter: claimed,
        sort: ['-claimed'],
      },
      show: ['claimed', 'silent', 'won', share('won')],
    },
  ],
}

export const reports: readonly ReportDef[] = [flow, yieldReport]
