import type { ReportDef } from '#kernel'

const won = { outcome: 'won' }
const open = { n: 'count', amount: { sum: 'amount' }, weighted: { sum: 'expectedValue' } }

/** What all open deals promise, month by month ahead, beside what was won and found in the months behind. */
const trend: ReportDef = {
  name: 'forecasts.trend',
  object: 'opportunity',
  filters: ['owner', 'ownerDepartment', 'source', 'product', 'pipeline'],
  tiles: [
    {
      key: 'ahead',
      draw: 'bar',
      ask: {
        by: [{ field: 'expectedOn', unit: 'month', as: 'month' }],
        measures: open,
        filter: { outcome: 'open', expectedOn: { within: 'next365Days' } },
        sort: ['month'],
      },
      show: ['amount', 'weighted', 'n'],
    },
    {
      key: 'behind',
      draw: 'line',
      ask: {
        by: [{ field: 'closedOn', unit: 'month', as: 'month' }],
        measures: { amount: { sum: 'amount', on: 'closedOn' }, n: 'count' },
        filter: { ...won, closedOn: { within: 'last730Days' } },
        sort: ['month'],
      },
      show: ['amount', 'n'],
    },
    {
      key: 'found',
      draw: 'line',
      ask: {
        by: [{ field: 'foundOn', unit: 'month', as: 'month' }],
        measures: { n: 'count', amount: { sum: 'amount', on: 'foundOn' } },
        filter: { foundOn: { within: 'last730Days' } },
        sort: ['month'],
      },
      show: ['n', 'amount'],
    },
    {
      key: 'categories',
      draw: 'bar',
      ask: { by: ['forecastCategory'], measures: open, filter: { outcome: 'open' }, sort: ['forecastCategory'] },
      show: ['amount', 'weighted', 'n'],
    },
  ],
}

export const reports: readonly ReportDef[] = [trend]
