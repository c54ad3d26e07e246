import type { ReportDef } from '#kernel'

const measures = {
  n: 'count',
  amount: { sum: 'amount', on: 'closedOn' },
  withoutAmount: { count: 'id', filter: { amount: { empty: true } } },
} as const
const isLost = { outcome: 'lost' }
const show = ['n', 'amount', 'withoutAmount'] as const

/** Why deals were lost; those from before anybody was asked stand without a reason. */
export const lossReport: ReportDef = {
  name: 'sales.losses',
  object: 'opportunity',
  filters: ['closedOn', 'creditedTo', 'creditedDepartment', 'lostTo', 'product', 'pipeline', 'lastOpenStage'],
  tiles: [
    { key: 'kinds', draw: 'bar', ask: { by: ['lossKind'], measures, filter: isLost, sort: ['-n'] }, show },
    { key: 'stages', draw: 'bar', ask: { by: ['lastOpenStage'], measures, filter: isLost, sort: ['lastOpenStage'] }, show },
    {
      key: 'months',
      draw: 'table',
      ask: {
        by: [{ field: 'closedOn', unit: 'month', as: 'month' }, 'lossKind'],
        measures,
        filter: isLost,
        sort: ['-month', '-n'],
        limit: 200,
      },
      show,
    },
  ],
}
