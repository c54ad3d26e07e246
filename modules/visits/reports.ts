import type { ReportDef } from '#kernel'

const measures = {
  n: 'count',
  planned: { count: 'id', filter: { isUnplanned: false } },
  made: { count: 'id', filter: { state: 'done' } },
  plannedMade: { count: 'id', filter: { state: 'done', isUnplanned: false } },
  missed: { count: 'id', filter: { state: 'planned', plannedFor: { lt: 'today' } } },
  cancelled: { count: 'id', filter: { state: 'cancelled' } },
  far: { count: 'id', filter: { place: 'far' } },
  customers: { countDistinct: 'account', filter: { state: 'done' } },
}
const kept = { ratio: ['plannedMade', 'planned'], as: 'kept' } as const
const shown = ['planned', 'made', kept, 'missed', 'cancelled', 'far', 'customers'] as const

/** Visits planned and made: by the day for which they were planned, by whose they are. */
const visits: ReportDef = {
  name: 'visits.made',
  object: 'visit',
  filters: ['plannedFor', 'owner', 'ownerDepartment', 'state', 'place', 'outcome'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show: shown },
    {
      key: 'weeks',
      draw: 'line',
      ask: { by: [{ field: 'plannedFor', unit: 'week', as: 'week' }], measures, sort: ['week'] },
      show: ['planned', 'made', 'missed'],
    },
    { key: 'owners', draw: 'bar', ask: { by: ['owner'], measures, sort: ['-made'] }, show: shown },
    { key: 'departments', draw: 'table', ask: { by: ['ownerDepartment'], measures, sort: ['-made'] }, show: shown },
    {
      key: 'outcomes',
      draw: 'bar',
      ask: { by: ['outcome'], measures, filter: { state: 'done' }, sort: ['-made'] },
      show: ['made', 'customers'],
    },
  ],
}

export const reports: readonly ReportDef[] = [visits]
