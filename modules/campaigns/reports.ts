import type { ReportDef } from '#kernel'

const measures = {
  n: 'count',
  qualified: { count: 'id', filter: { status: 'qualified' } },
  won: { count: 'id', filter: { wonDeals: { gt: 0 } } },
  wonMoney: { sum: 'wonMoney' },
  received: { sum: 'receivedMoney' },
  cost: { sum: 'dealCost' },
} as const
const show = ['n', 'qualified', 'won', 'wonMoney', 'received', 'cost'] as const
const filter = { campaign: { empty: false } }

/** What campaigns brought, from leads down to received money. A lead counts for the campaign that it answered first. */
const brought: ReportDef = {
  name: 'campaigns.brought',
  object: 'lead',
  filters: ['createdAt', 'campaign', 'owner', 'ownerDepartment'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures, filter }, show: [...show] },
    { key: 'byCampaign', draw: 'bar', ask: { by: ['campaign'], measures, filter, sort: ['-n'], limit: 40 }, show: [...show] },
    { key: 'byKind', draw: 'bar', ask: { by: ['campaign.kind'], measures, filter, sort: ['-n'] }, show: [...show] },
  ],
}

export const reports: readonly ReportDef[] = [brought]
