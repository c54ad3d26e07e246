import type { ReportDef } from '#kernel'

const kinds = {
  n: 'count',
  calls: { count: 'id', filter: { kind: 'call' } },
  visits: { count: 'id', filter: { kind: { in: ['visit', 'meeting'] } } },
  reached: { count: 'id', filter: { outcome: { in: ['interested', 'undecided', 'declined'] } } },
  customers: { countDistinct: 'account' },
}

/** What people did: follow-ups by whose they are and when they happened. */
const followUps: ReportDef = {
  name: 'activities.follow-ups',
  object: 'followUp',
  filters: ['happenedAt', 'owner', 'ownerDepartment', 'kind', 'outcome'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: kinds }, show: ['n', 'calls', 'visits', 'reached', 'customers'] },
    {
      key: 'weeks',
      draw: 'line',
      ask: { by: [{ field: 'happenedAt', unit: 'week', as: 'week' }], measures: kinds, sort: ['week'] },
      show: ['n', 'calls', 'visits'],
    },
    { key: 'kinds', draw: 'bar', ask: { by: ['kind'], measures: { n: 'count' }, sort: ['kind'] }, show: ['n'] },
    {
      key: 'owners',
      draw: 'bar',
      ask: { by: ['owner'], measures: kinds, sort: ['-n'] },
      show: ['n', 'calls', 'visits', 'reached', 'customers'],
    },
    {
      key: 'departments',
      draw: 'bar',
      ask: { by: ['ownerDepartment'], measures: kinds, sort: ['-n'] },
      show: ['n', 'calls', 'visits', 'customers'],
    },
  ],
}

const tasksMeasures = {
  n: 'count',
  done: { count: 'id', filter: { state: 'done' } },
  late: { count: 'id', filter: { state: 'open', dueOn: { lt: 'today' } } },
  promises: { count: 'id', filter: { kind: 'promise', state: { ne: 'cancelled' } } },
  kept: { count: 'id', filter: { kind: 'promise', state: 'done' } },
}

/** Tasks by the day on which they are due: done, late, and promises to customers that were kept. */
const tasks: ReportDef = {
  name: 'activities.tasks',
  object: 'task',
  filters: ['dueOn', 'owner', 'ownerDepartment', 'kind'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: tasksMeasures }, show: ['n', 'done', 'late', 'promises', 'kept'] },
    {
      key: 'owners',
      draw: 'bar',
      ask: { by: ['owner'], measures: tasksMeasures, sort: ['-n'] },
      show: ['n', 'done', { ratio: ['done', 'n'], as: 'rate' }, 'late', 'promises', 'kept'],
    },
  ],
}

export const reports: readonly ReportDef[] = [followUps, tasks]
