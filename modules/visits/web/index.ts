import { agendaOf, defineWeb, figure, page, readyView, timelineOf, worklist } from '#kernel/web'
import { visit } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [page('visits.there', { path: '/visits/there', needs: 'visit:update', load: () => import('./there-page.tsx') })],
  actionPages: [
    { action: 'visits.arrive', page: 'visits.there' },
    { action: 'visits.finish', page: 'visits.there' },
  ],
  worklists: [
    worklist(visit, 'visits.today', {
      filter: { owner: 'me', state: { in: ['planned', 'there'] }, plannedFor: { within: 'today' } },
      sort: 'plannedFor',
      shows: ['plannedFor', 'account', 'lead'],
    }),
    worklist(visit, 'visits.missed', {
      filter: { owner: 'me', state: { in: ['planned', 'there'] }, plannedFor: { lt: 'today' } },
      sort: 'plannedFor',
      shows: ['plannedFor', 'account', 'lead'],
    }),
  ],
  ready: [
    readyView(visit, 'visits.this-week', { filter: { plannedFor: { within: 'thisWeek' } }, sort: 'plannedFor' }),
    readyView(visit, 'visits.missed', { filter: { state: 'planned', plannedFor: { lt: 'today' } }, sort: 'plannedFor' }),
    readyView(visit, 'visits.far', { filter: { place: 'far' }, sort: '-arrivedAt' }),
  ],
  agenda: [agendaOf(visit, { at: 'plannedFor', filter: { state: { in: ['planned', 'there'] } } })],
  figures: [
    figure(visit, 'visits.planned', (period) => ({ plannedFor: { within: period }, isUnplanned: false })),
    figure(visit, 'visits.made', (period) => ({ state: 'done', arrivedAt: { within: period } })),
  ],
  // What is only planned stands in the calendar.
  timeline: [
    timelineOf(visit, {
      at: 'arrivedAt',
      filter: { arrivedAt: { empty: false } },
      icon: 'map-pin',
      load: () => import('./visit-entry.tsx'),
    }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
