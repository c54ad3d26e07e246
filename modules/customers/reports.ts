import type { ReportDef } from '#kernel'

const n = { n: 'count' }
const measures = {
  ...n,
  buying: { count: 'id', filter: { stage: { in: ['execution', 'aftersales'] } } },
  key: { count: 'id', filter: { isKey: true } },
  withoutOwner: { count: 'id', filter: { owner: { empty: true } } },
}
const by = (key: string, field: string): ReportDef['tiles'][number] => ({
  key,
  draw: 'bar',
  ask: { by: [field], measures, sort: ['-n'], limit: 20 },
  show: ['n', 'buying', 'key'],
})

/** Who our customers are, and since when: each counts once, where it stands now. */
const numbers: ReportDef = {
  name: 'customers.numbers',
  object: 'account',
  filters: ['createdAt', 'owner', 'ownerDepartment', 'source', 'industry', 'grade', 'stage', 'province'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show: ['n', 'buying', 'key', 'withoutOwner'] },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'createdAt', unit: 'month', as: 'month' }], measures: n, sort: ['month'] },
      show: ['n'],
    },
    by('sources', 'source'),
    by('grades', 'grade'),
    by('stages', 'stage'),
    by('industries', 'industry'),
    by('provinces', 'province'),
    by('owners', 'owner'),
  ],
}

export const reports: readonly ReportDef[] = [numbers]
