import { defineWeb, panel, readyView, timelineOf, worklist } from '#kernel/web'
import { account, contact, lead } from '#objects/customers'
import { webSite, webVisit } from '../objects/index.ts'

const load = () => import('./visits-panel.tsx')
const columns = ['name', 'company', 'recentWebVisits', 'lastWebVisitAt', 'webVisitCount', 'heat', 'status', 'owner', 'updatedAt']

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  panels: [
    panel(webSite, 'website.script', { load: () => import('./script-panel.tsx') }),
    ...[lead, contact, account].map((object) => panel(object, 'website.visits', { needs: 'webVisit', load })),
  ],
  timeline: [timelineOf(webVisit, { at: 'lastAt', icon: 'globe', load: () => import('./visit-entry.tsx') })],
  ready: [
    readyView(webVisit, 'website.known', {
      filter: { or: [{ lead: { empty: false } }, { contact: { empty: false } }, { account: { empty: false } }] },
      sort: '-lastAt',
    }),
    readyView(webVisit, 'website.this-week', { filter: { startedAt: { within: 'last7Days' } }, sort: '-lastAt' }),
    readyView(lead, 'website.visiting', { filter: { recentWebVisits: { gt: 0 } }, sort: '-lastWebVisitAt', columns }),
  ],
  worklists: [
    worklist(lead, 'website.back', {
      filter: { owner: 'me', status: { in: ['new', 'working'] }, webVisits: { some: { lastAt: { within: 'last3Days' } } } },
      sort: '-updatedAt',
      shows: ['company', 'mobile', 'lastWebVisitAt'],
    }),
  ],
  rules: () => import('../rules/rules.ts'),
})
