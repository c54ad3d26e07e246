import type { ReportDef } from '#kernel'

const isWon = { outcome: 'won' }
const won = { n: 'count', amount: { sum: 'amount', on: 'closedOn' } }

/** Who won how much, by whose result it was then; what belongs to nobody stands apart. */
const results: ReportDef = {
  name: 'targets.results',
  object: 'opportunity',
  filters: ['closedOn', 'creditedTo', 'creditedDepartment', 'source', 'product'],
  tiles: [
    {
      key: 'people',
      draw: 'bar',
      ask: { by: ['creditedTo'], measures: won, filter: isWon, sort: ['-amount'] },
      show: ['amount', 'n'],
    },
    {
      key: 'departments',
      draw: 'bar',
      ask: { by: ['creditedDepartment'], measures: won, filter: isWon, sort: ['-amount'] },
      show: ['amount', 'n'],
    },
    {
      key: 'course',
      draw: 'line',
      ask: { by: [{ field: 'closedOn', unit: 'month', as: 'month' }], measures: won, filter: isWon, sort: ['month'] },
      show: ['amount', 'n'],
    },
  ],
}

export const reports: readonly ReportDef[] = [results]
