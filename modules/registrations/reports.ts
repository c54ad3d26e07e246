import type { ReportDef } from '#kernel'

const of = (state: string) => ({ count: 'id', filter: { state } })
const measures = {
  n: 'count',
  protected: of('protected'),
  used: of('used'),
  expired: of('expired'),
  withdrawn: of('withdrawn'),
  refused: of('refused'),
}
const rate = { ratio: ['used', 'n'], as: 'rate' } as const

/** What became of registrations: a cohort, each counts where it was made. */
const outcomes: ReportDef = {
  name: 'registrations.outcomes',
  object: 'dealRegistration',
  filters: ['registeredOn', 'owner', 'ownerDepartment', 'category'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show: ['n', 'used', rate] },
    {
      key: 'months',
      draw: 'bar',
      ask: { by: [{ field: 'registeredOn', unit: 'month', as: 'month' }], measures, sort: ['month'] },
      show: ['used', 'expired', 'protected'],
    },
    { key: 'people', draw: 'bar', ask: { by: ['owner'], measures, sort: ['-n'] }, show: ['n', 'used', 'expired', rate] },
  ],
}

export const reports: readonly ReportDef[] = [outcomes]
