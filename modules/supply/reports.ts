import type { ReportDef } from '#kernel'

const open = { state: { in: ['expected', 'part'] } }
const measures = {
  n: 'count',
  left: { sum: 'left' },
  late: { count: 'id', filter: { expectedOn: { lt: 'today' } } },
  noDay: { count: 'id', filter: { expectedOn: { empty: true } } },
}

/** What is still to come: when, from whom, and what is late. */
const arrivals: ReportDef = {
  name: 'supply.arrivals',
  object: 'arrival',
  filters: ['expectedOn', 'warehouse', 'product', 'source', 'supplier'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures, filter: open }, show: ['n', 'late', 'noDay'] },
    {
      key: 'weeks',
      draw: 'bar',
      ask: { by: [{ field: 'expectedOn', unit: 'week', as: 'week' }], measures, filter: open, sort: ['week'] },
      show: ['n', 'late'],
    },
    {
      key: 'products',
      draw: 'table',
      ask: { by: ['product'], measures, filter: open, sort: ['-left'], limit: 50 },
      show: ['left', 'n', 'late'],
    },
    {
      key: 'suppliers',
      draw: 'table',
      ask: { by: ['supplier'], measures, filter: open, sort: ['-late'], limit: 50 },
      show: ['n', 'late', 'noDay'],
    },
  ],
}

const ofLines = { wanted: { sum: 'wanted' }, sold: { sum: 'soldBefore' } }

/** What plans of the season want, beside what went out a year before. */
const season: ReportDef = {
  name: 'supply.season',
  object: 'seasonLine',
  filters: ['seasonPlan', 'month', 'warehouse', 'product'],
  tiles: [
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'month', unit: 'month', as: 'month' }], measures: ofLines, sort: ['month'] },
      show: ['wanted', 'sold'],
    },
    { key: 'warehouses', draw: 'bar', ask: { by: ['warehouse'], measures: ofLines, sort: ['-wanted'] }, show: ['wanted', 'sold'] },
    { key: 'products', draw: 'table', ask: { by: ['product'], measures: ofLines, sort: ['-wanted'], limit: 50 }, show: ['wanted', 'sold'] },
  ],
}

export const reports: readonly ReportDef[] = [arrivals, season]
