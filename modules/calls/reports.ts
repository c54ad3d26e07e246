import type { ReportDef } from '#kernel'

const measures = {
  n: 'count',
  called: { count: 'id', filter: { attempts: { gt: 0 } } },
  attempts: { sum: 'attempts' },
  reached: { count: 'id', filter: { outcome: { in: ['interested', 'undecided', 'declined'] } } },
  interested: { count: 'id', filter: { outcome: 'interested' } },
} as const
const show = [
  'n',
  'called',
  'attempts',
  'reached',
  { ratio: ['reached', 'called'], as: 'reachedRate' },
  'interested',
  { ratio: ['interested', 'reached'], as: 'interestedRate' },
] as const

/** What calls brought: how many people were called, how often, reached, and interested; by list, by person and by day. */
const outcomes: ReportDef = {
  name: 'calls.outcomes',
  object: 'callEntry',
  filters: ['lastAt', 'list', 'owner', 'outcome'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show },
    { key: 'byList', draw: 'bar', ask: { by: ['list'], measures, sort: ['-n'], limit: 40 }, show },
    { key: 'byPerson', draw: 'bar', ask: { by: ['owner'], measures, filter: { attempts: { gt: 0 } }, sort: ['-called'], limit: 40 }, show },
    { key: 'byOutcome', draw: 'bar', ask: { by: ['outcome'], measures: { n: 'count' }, sort: ['-n'] }, show: ['n'] },
    {
      key: 'byDay',
      draw: 'line',
      ask: { by: [{ field: 'lastAt', unit: 'day', as: 'day' }], measures, filter: { attempts: { gt: 0 } }, sort: ['day'], limit: 400 },
      show: ['called', 'reached', 'interested'],
    },
  ],
}

export const reports: readonly ReportDef[] = [outcomes]
