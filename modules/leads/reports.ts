import type { ReportDef } from '#kernel'

const inTime = { count: 'id', filter: { answerIsLate: false } }
const answered = { count: 'id', filter: { answeredAt: { empty: false } } }
/** What had to be answered: what was, and what is not and its time is over. What has no clock, or was closed before its end, had not. */
const due = {
  count: 'id',
  filter: { answerDueAt: { empty: false }, or: [{ answeredAt: { empty: false } }, { answerDueAt: { lt: 'now' } }] },
}
const qualified = { count: 'id', filter: { status: 'qualified' } }
const measures = { n: 'count', answered, due, inTime, qualified, minutes: { avg: 'answerMinutes' } }
/** What joined an open lead came as a touch of that one. */
const filter = { joinedTo: { empty: true } }
const inTimeRate = { ratio: ['inTime', 'due'], as: 'inTimeRate' } as const
const conversion = { ratio: ['qualified', 'n'], as: 'conversion' } as const

/** Leads of a period by where they came from: how many, answered in time, qualified. A cohort: each counts where it arrived, whenever it was qualified. */
const sources: ReportDef = {
  name: 'leads.sources',
  object: 'lead',
  filters: ['createdAt', 'source', 'owner', 'ownerDepartment', 'province'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures, filter }, show: ['n', inTimeRate, 'minutes', conversion] },
    {
      key: 'bySource',
      draw: 'bar',
      ask: { by: ['source'], measures, filter, sort: ['-n'] },
      show: ['n', inTimeRate, 'qualified', conversion],
    },
    {
      key: 'byMonth',
      draw: 'bar',
      ask: { by: [{ field: 'createdAt', unit: 'month', as: 'month' }], measures, filter, sort: ['month'] },
      show: ['n', inTimeRate, 'qualified', conversion],
    },
    { key: 'byState', draw: 'bar', ask: { by: ['status'], measures, filter, sort: ['status'] }, show: ['n', 'answered'] },
    {
      key: 'byProvince',
      draw: 'bar',
      ask: { by: ['province'], measures, filter, sort: ['-n'], limit: 40 },
      show: ['n', 'qualified', conversion],
    },
    {
      key: 'byOwner',
      draw: 'bar',
      ask: { by: ['owner'], measures, filter, sort: ['-n'] },
      show: ['n', 'answered', inTimeRate, 'minutes', conversion],
    },
  ],
}

export const reports: readonly ReportDef[] = [sources]
