import type { ReportDef } from '#kernel'

const known = { count: 'id', filter: { or: [{ lead: { empty: false } }, { contact: { empty: false } }, { account: { empty: false } }] } }
const leads = { countDistinct: 'lead' }
const measures = { n: 'count', known, leads }
const show = ['n', 'known', { ratio: ['known', 'n'], as: 'knownRate' }, 'leads'] as const

/** Visits to our sites: how many, from where, and of how many it is known whose they were. */
const visits: ReportDef = {
  name: 'website.visits',
  object: 'webVisit',
  filters: ['startedAt', 'site.kind', 'site', 'utmCampaign', 'device'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures }, show },
    {
      key: 'byMonth',
      draw: 'bar',
      ask: { by: [{ field: 'startedAt', unit: 'month', as: 'month' }], measures, sort: ['month'] },
      show,
    },
    { key: 'byChannel', draw: 'bar', ask: { by: ['site.kind'], measures, sort: ['-n'] }, show },
    { key: 'bySource', draw: 'bar', ask: { by: ['utmSource'], measures, sort: ['-n'], limit: 40 }, show },
    { key: 'byCampaign', draw: 'bar', ask: { by: ['utmCampaign'], measures, sort: ['-n'], limit: 40 }, show },
    { key: 'byLanding', draw: 'table', ask: { by: ['subject'], measures, sort: ['-n'], limit: 40 }, show },
  ],
}

export const reports: readonly ReportDef[] = [visits]
