import type { ReportDef } from '#kernel'
import { resultReports } from './result-reports.ts'

const earned = { total: { sum: 'result' }, n: 'count', back: { sum: 'result', filter: { result: { lt: 0 } } } }

/** What statements come to, as far as the reader sees them. */
const statements: ReportDef = {
  name: 'commissions.earned',
  object: 'commissionLine',
  filters: ['statement.month', 'statement.owner', 'statement.ownerDepartment', 'statement.status', 'plan', 'kind'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: earned }, show: ['total', 'back', 'n'] },
    { key: 'months', draw: 'line', ask: { by: ['statement.month'], measures: earned, sort: ['statement.month'] }, show: ['total', 'n'] },
    { key: 'people', draw: 'bar', ask: { by: ['statement.owner'], measures: earned, sort: ['-total'] }, show: ['total', 'n'] },
    { key: 'kinds', draw: 'bar', ask: { by: ['kind'], measures: earned, sort: ['-total'] }, show: ['total', 'n'] },
  ],
}

const won = { event: 'won', kind: 'normal' }
const known = { ...won, profit: { empty: false } }
const gains = { n: 'count', net: { sum: 'creditedNet' }, gain: { sum: 'creditedProfit' } }
const rate = { ratio: ['gain', 'net'], as: 'rate' } as const

/** The rate of profit of what each sold: profit ÷ net, of deals whose cost is known; those without stand beside. */
const profit: ReportDef = {
  name: 'commissions.profit',
  object: 'saleCredit',
  filters: ['on', 'person', 'department'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: gains, filter: known }, show: ['net', 'gain', rate, 'n'] },
    {
      key: 'missing',
      draw: 'figure',
      ask: { measures: { n: 'count', net: { sum: 'creditedNet' } }, filter: { ...won, profit: { empty: true } } },
      show: ['n', 'net'],
    },
    {
      key: 'people',
      draw: 'bar',
      ask: { by: ['person'], measures: gains, filter: known, sort: ['-gain'] },
      show: [rate, 'net', 'gain', 'n'],
    },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'on', unit: 'month', as: 'month' }], measures: gains, filter: known, sort: ['month'] },
      show: ['gain', 'net'],
    },
    {
      key: 'products',
      draw: 'bar',
      ask: { by: ['opportunity.product'], measures: gains, filter: known, sort: ['-gain'], limit: 30 },
      show: ['gain', 'net', rate, 'n'],
    },
  ],
}

const lastYear = { on: { within: 'last365Days' } }
const yearBefore = { and: [{ on: { within: 'last730Days' } }, { not: { on: { within: 'last365Days' } } }] }
const ofCustomers = { n: { countDistinct: 'opportunity' }, net: { sum: 'creditedNet' }, gain: { sum: 'creditedProfit' } }
const customer = 'opportunity.account'

/** What each customer has brought since the first purchase, and whether it brings more than before. */
const customerProfit: ReportDef = {
  name: 'commissions.customer-profit',
  object: 'saleCredit',
  filters: ['on', 'person', 'department', 'opportunity.account.industry', 'opportunity.account.grade'],
  tiles: [
    {
      key: 'customers',
      draw: 'bar',
      ask: {
        by: [customer],
        measures: { ...ofCustomers, first: { min: 'on' }, last: { max: 'on' } },
        filter: known,
        sort: ['-gain'],
        limit: 50,
      },
      show: ['gain', 'net', rate, 'n', 'first', 'last'],
    },
    {
      key: 'years',
      draw: 'table',
      ask: {
        by: [customer],
        measures: { gain: { sum: 'creditedProfit', filter: lastYear }, before: { sum: 'creditedProfit', filter: yearBefore } },
        filter: { ...known, on: { within: 'last730Days' } },
        sort: ['-before'],
        limit: 50,
      },
      show: ['before', 'gain', { ratio: ['gain', 'before'], as: 'kept' }],
    },
    {
      key: 'grades',
      draw: 'bar',
      ask: { by: [`${customer}.grade`], measures: ofCustomers, filter: known, sort: ['-gain'] },
      show: ['gain', 'net', rate, 'n'],
    },
    {
      key: 'industries',
      draw: 'bar',
      ask: { by: [`${customer}.industry`], measures: ofCustomers, filter: known, sort: ['-gain'], limit: 30 },
      show: ['gain', 'net', rate, 'n'],
    },
  ],
}

export const reports: readonly ReportDef[] = [statements, ...resultReports, profit, customerProfit]
