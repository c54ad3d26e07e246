import type { ReportDef } from '#kernel'

const measures = {
  n: 'count',
  complaints: { count: 'id', filter: { kind: 'complaint' } },
  waiting: { count: 'id', filter: { state: 'open' } },
  late: { count: 'id', filter: { state: 'open', answerBy: { lt: 'today' } } },
  satisfaction: { avg: 'satisfaction' },
} as const
const shown = ['n', 'complaints', 'waiting', 'satisfaction'] as const
const month = { field: 'heardOn', unit: 'month', as: 'month' }
const by = (key: string, field: string): ReportDef['tiles'][number] => ({
  key,
  draw: 'bar',
  ask: { by: [field], measures, sort: ['-n'], limit: 20 },
  show: [...shown],
})

/** What customers said in a period, by kind, month and what it is about; how satisfied they are, and what waits for an answer. */
const said: ReportDef = {
  name: 'voices.feedback',
  object: 'feedback',
  filters: ['heardOn', 'kind', 'product', 'account', 'owner', 'ownerDepartment'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show: [...shown, 'late'] },
    by('kinds', 'kind'),
    { key: 'months', draw: 'line', ask: { by: [month], measures, sort: ['month'] }, show: ['n', 'complaints'] },
    { key: 'satisfaction', draw: 'bar', ask: { by: ['satisfaction'], measures: { n: 'count' }, sort: ['satisfaction'] }, show: ['n'] },
    by('products', 'product'),
    by('owners', 'owner'),
  ],
}

export const reports: readonly ReportDef[] = [said]
