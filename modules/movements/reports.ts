import type { ReportDef } from '#kernel'

const changeBy = (kind: string) => ({ sum: 'change', on: 'on', filter: { kind } })
const net = { sum: 'change', on: 'on' }
const sums = {
  added: changeBy('added'),
  grown: changeBy('grown'),
  shrunk: changeBy('shrunk'),
  won: changeBy('won'),
  lost: changeBy('lost'),
}
const pushed = { count: 'id', filter: { kind: 'pushed' } }
const narrow = ['on', 'holder', 'holderDepartment', 'opportunity.pipeline', 'opportunity.source', 'opportunity.product']

/** What came into the open business and what left it between two days; the difference of any two days is the sum of what lies between. */
const movement: ReportDef = {
  name: 'movements.movement',
  object: 'dealMove',
  filters: narrow,
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: { measures: { ...sums, pushed, net } },
      show: ['net', 'added', 'grown', 'shrunk', 'won', 'lost', 'pushed'],
    },
    {
      key: 'kinds',
      draw: 'bar',
      ask: { by: ['kind'], measures: { change: net, n: 'count', deals: { countDistinct: 'opportunity' } }, sort: ['kind'] },
      show: ['change', 'n', 'deals'],
    },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'on', unit: 'month', as: 'month' }], measures: { net, ...sums }, sort: ['month'] },
      show: ['net', 'added', 'won', 'lost'],
    },
    {
      key: 'people',
      draw: 'table',
      ask: { by: ['holder'], measures: { net, ...sums, pushed }, sort: ['-net'], limit: 200 },
      show: ['net', 'added', 'grown', 'shrunk', 'won', 'lost', 'pushed'],
    },
  ],
}

/** Deals that never were any enter no figure. */
const isDeal = { 'opportunity.outcome': { ne: 'void' } }
const isOver = { ...isDeal, leftAt: { empty: false }, isSkipped: false }
const isThere = { leftAt: { empty: true }, isSkipped: false, 'opportunity.outcome': 'open' }

/** How deals go through the stages: of those that came to a stage in the period, how many went on, and how long they stood there. */
const path: ReportDef = {
  name: 'movements.path',
  object: 'dealStay',
  filters: ['enteredOn', 'pipeline', 'holder', 'holderDepartment', 'opportunity.source', 'opportunity.product'],
  tiles: [
    {
      key: 'stages',
      draw: 'table',
      ask: {
        by: ['stage'],
        measures: {
          entered: 'count',
          wentOn: { count: 'id', filter: { wentOn: true } },
          skipped: { count: 'id', filter: { isSkipped: true } },
          here: { count: 'id', filter: isThere },
          lost: { count: 'id', filter: { wentOn: false, 'opportunity.outcome': 'lost' } },
        },
        filter: isDeal,
        sort: ['stage'],
      },
      show: ['entered', 'wentOn', { ratio: ['wentOn', 'entered'], as: 'onward' }, 'here', 'lost', 'skipped'],
    },
    {
      key: 'days',
      draw: 'bar',
      ask: {
        by: ['stage'],
        measures: { median: { median: 'days' }, upper: { p75: 'days' }, mean: { avg: 'days' }, n: 'count' },
        filter: isOver,
        sort: ['stage'],
      },
      show: ['median', 'upper', 'mean', 'n'],
    },
    {
      key: 'furthest',
      draw: 'passage',
      ask: { by: ['stage', 'furthest'], measures: { n: 'count' }, filter: isDeal, sort: ['stage', 'furthest'], limit: 500 },
      show: ['n'],
    },
  ],
}

/** Deals that came in from a file have no stages behind them; they stand in no figure of stages. */
const history: ReportDef = {
  name: 'movements.history',
  object: 'opportunity',
  filters: ['foundOn', 'owner', 'ownerDepartment', 'pipeline'],
  tiles: [
    {
      key: 'known',
      draw: 'figure',
      ask: { measures: { all: 'count', unknown: { count: 'id', filter: { stays: { none: {} } } } } },
      show: ['all', 'unknown'],
    },
  ],
}

export const reports: readonly ReportDef[] = [movement, path, history]
