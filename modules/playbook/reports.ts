import type { ReportDef } from '#kernel'

const read = { count: 'id', filter: { readAt: { empty: false } } } as const
const readings = { n: 'count', read, left: { count: 'id', filter: { readAt: { empty: true } } } } as const
const share = { ratio: ['read', 'n'], as: 'rate' } as const

/** Who has read what holds. */
const policies: ReportDef = {
  name: 'playbook.readings',
  object: 'policyReading',
  filters: ['policy', 'owner', 'ownerDepartment', 'policy.kind', 'policy.publishedAt'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: readings }, show: ['read', 'left', share] },
    {
      key: 'policies',
      draw: 'bar',
      ask: { by: ['policy'], measures: readings, sort: ['-left'], limit: 20 },
      show: ['read', 'left', share],
    },
    {
      key: 'departments',
      draw: 'table',
      ask: { by: ['ownerDepartment'], measures: readings, sort: ['-left'] },
      show: ['n', 'read', 'left', share],
    },
  ],
}

const tips: ReportDef = {
  name: 'playbook.tips',
  object: 'tip',
  filters: ['skill', 'kind', 'owner', 'ownerDepartment', 'createdAt'],
  tiles: [
    {
      key: 'skills',
      draw: 'bar',
      ask: { by: ['skill'], measures: { n: 'count', recommended: { count: 'id', filter: { isRecommended: true } } }, sort: ['-n'] },
      show: ['n', 'recommended'],
    },
    {
      key: 'authors',
      draw: 'table',
      ask: {
        by: ['owner'],
        measures: { n: 'count', recommended: { count: 'id', filter: { isRecommended: true } } },
        sort: ['-n'],
        limit: 20,
      },
      show: ['n', 'recommended'],
    },
  ],
}

export const reports: readonly ReportDef[] = [policies, tips]
