import type { ReportDef } from '#kernel'

const counts = { status: { in: ['approved', 'paid'] } }
const spent = { n: 'count', cost: { sum: 'cost', on: 'spentOn' } }

/** What winning and serving customers cost: approved and paid, without the tax that comes back. */
const costs: ReportDef = {
  name: 'expenses.costs',
  object: 'expense',
  filters: ['spentOn', 'owner', 'ownerDepartment', 'kind', 'side', 'account'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: {
        measures: {
          ...spent,
          winning: { sum: 'cost', on: 'spentOn', filter: { side: 'winning' } },
          serving: { sum: 'cost', on: 'spentOn', filter: { side: 'serving' } },
        },
        filter: counts,
      },
      show: ['cost', 'winning', 'serving', 'n'],
    },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'spentOn', unit: 'month', as: 'month' }], measures: spent, filter: counts, sort: ['month'] },
      show: ['cost', 'n'],
    },
    { key: 'kinds', draw: 'bar', ask: { by: ['kind'], measures: spent, filter: counts, sort: ['-cost'] }, show: ['cost', 'n'] },
    { key: 'people', draw: 'bar', ask: { by: ['owner'], measures: spent, filter: counts, sort: ['-cost'] }, show: ['cost', 'n'] },
    {
      key: 'customers',
      draw: 'bar',
      ask: { by: ['account'], measures: spent, filter: { ...counts, account: { empty: false } }, sort: ['-cost'], limit: 20 },
      show: ['cost', 'n'],
    },
    {
      key: 'concerns',
      draw: 'bar',
      ask: { by: ['concern'], measures: spent, filter: { concern: { empty: false } }, sort: ['-n'] },
      show: ['n', 'cost'],
    },
  ],
}

export const reports: readonly ReportDef[] = [costs]
