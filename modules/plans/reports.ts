import type { ReportDef } from '#kernel'

const measures = {
  n: 'count',
  done: { count: 'id', filter: { state: 'done' } },
  late: { count: 'id', filter: { state: 'open', dueOn: { lt: 'today' } } },
  off: { count: 'id', filter: { state: 'cancelled' } },
}
const rate = { ratio: ['done', 'n'], as: 'rate' } as const
const planned = { plan: { empty: false } }

/** What became of the tasks that plans made: by plan, by step, by whose they are. */
const steps: ReportDef = {
  name: 'plans.steps',
  object: 'task',
  filters: ['createdAt', 'plan', 'owner', 'ownerDepartment', 'kind'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { filter: planned, measures }, show: ['n', 'done', rate, 'late', 'off'] },
    {
      key: 'plans',
      draw: 'bar',
      ask: { filter: planned, by: ['plan'], measures, sort: ['-n'], limit: 20 },
      show: ['n', 'done', rate, 'late', 'off'],
    },
    {
      key: 'steps',
      draw: 'table',
      ask: { filter: planned, by: ['planStep'], measures, sort: ['-n'], limit: 50 },
      show: ['n', 'done', rate, 'late', 'off'],
    },
    {
      key: 'owners',
      draw: 'table',
      ask: { filter: planned, by: ['owner'], measures, sort: ['-late'], limit: 50 },
      show: ['n', 'done', rate, 'late', 'off'],
    },
  ],
}

export const reports: readonly ReportDef[] = [steps]
