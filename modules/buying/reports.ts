import type { ReportDef } from '#kernel'

const leads = {
  n: 'count',
  answered: { count: 'id', filter: { answeredAt: { empty: false } } },
  inTime: { count: 'id', filter: { answerIsLate: false } },
  qualified: { count: 'id', filter: { status: 'qualified' } },
  won: { count: 'id', filter: { wonDeals: { gt: 0 } } },
  wonMoney: { sum: 'wonMoney' },
  received: { sum: 'receivedMoney' },
  cost: { sum: 'dealCost' },
} as const
/** What joined an open lead came as a touch of that one. */
const filter = { joinedTo: { empty: true } }
const shown = ['n', 'inTime', 'qualified', 'won', 'received', 'cost'] as const
const month = { field: 'createdAt', unit: 'month', as: 'month' }

/** Leads of a period down to the money that came of them. A cohort: each counts where it arrived, whatever became of it when; money is what finance confirmed on contracts of its deals, cost what winning them took. */
const money: ReportDef = {
  name: 'buying.leads-to-money',
  object: 'lead',
  filters: ['createdAt', 'source', 'owner', 'ownerDepartment', 'province'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: leads, filter }, show: [...shown] },
    { key: 'sources', draw: 'bar', ask: { by: ['source'], measures: leads, filter, sort: ['-n'] }, show: [...shown] },
    { key: 'months', draw: 'bar', ask: { by: [month], measures: leads, filter, sort: ['month'] }, show: [...shown] },
    {
      key: 'both',
      draw: 'table',
      ask: { by: ['source', month], measures: leads, filter, sort: ['source', 'month'], limit: 500 },
      show: [...shown],
    },
  ],
}

const bought = { n: 'count', purchased: { sum: 'purchased' }, purchases: { sum: 'purchases' } } as const
const buyers = { purchases: { gt: 0 } }
/** Whose purchases have no amount, or are in several currencies: they are customers, and stand in no sum. */
const withoutSum = { count: 'id', filter: { ...buyers, purchased: { empty: true } } } as const
const by = (key: string, field: string): ReportDef['tiles'][number] => ({
  key,
  draw: 'bar',
  ask: { by: [field], measures: bought, sort: ['-n'] },
  show: ['n', 'purchased', 'purchases'],
})

/** Who buys, how often, and who has gone silent. */
const rhythm: ReportDef = {
  name: 'buying.rhythm',
  object: 'account',
  filters: ['owner', 'ownerDepartment', 'industry', 'province', 'grade'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: { measures: { ...bought, withoutSum }, filter: buyers },
      show: ['n', 'purchased', 'purchases', 'withoutSum'],
    },
    by('lifeCycle', 'lifeCycle'),
    by('rhythm', 'rhythm'),
    {
      key: 'atRisk',
      draw: 'bar',
      ask: { by: ['owner'], measures: bought, filter: { rhythm: 'broken' }, sort: ['-purchased'] },
      show: ['n', 'purchased'],
    },
    {
      key: 'industries',
      draw: 'bar',
      ask: { by: ['industry'], measures: bought, filter: buyers, sort: ['-purchased'], limit: 20 },
      show: ['n', 'purchased', 'purchases'],
    },
  ],
}

const came = {
  n: 'count',
  people: { count: 'id', filter: { isFirst: true } },
  open: { count: 'id', filter: { state: 'new' } },
} as const
const comers = { 'lead.account': { empty: true } }
const cameBy = (key: string, field: string): ReportDef['tiles'][number] => ({
  key,
  draw: 'bar',
  ask: { by: [field], measures: came, filter: comers, sort: ['-n'], limit: 20 },
  show: ['n', 'people', 'open'],
})

/** Who shows interest and is no customer: inquiries, by forms or otherwise, of leads that became none. */
const interest: ReportDef = {
  name: 'buying.interest',
  object: 'leadTouch',
  filters: ['at', 'source', 'state'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: came, filter: comers }, show: ['n', 'people', 'open'] },
    cameBy('sources', 'source'),
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'at', unit: 'month', as: 'month' }], measures: came, filter: comers, sort: ['month'] },
      show: ['n', 'people'],
    },
    cameBy('ways', 'subject'),
    cameBy('industries', 'lead.industry'),
    cameBy('provinces', 'lead.province'),
  ],
}

export const reports: readonly ReportDef[] = [money, rhythm, interest]
